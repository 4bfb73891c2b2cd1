package io.mlplatform.s3.access;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** What a bucket denies, whatever the identity policies say. Each is a fixed number of statements, however many teams. */
enum Guard {
    TLS_ONLY(
            RequestGuards::tlsOnly,
            "over plain HTTP the server leaves aws:SecureTransport out, and behind a proxy always"),
    PUT_IF_ABSENT(WriteOnceGuards::putIfAbsent, "the server does not know s3:if-none-match, and would deny every put"),
    LAYOUT_IF_MATCH(WriteOnceGuards::layoutIfMatch, "the server does not know s3:if-match, and would deny every put"),
    LAYOUT_NOT_BY_ROLES(WriteOnceGuards::layoutNotByRoles, Why.NO_TAGS),
    NEVER_DELETED(DeleteGuards::neverDeleted),
    DELETED_BY_COLLECTORS(DeleteGuards::deletedByCollectors, Why.NO_TAGS),
    ALIASES_BY_APPROVERS(TeamGuards::aliasesByApprovers, Why.NO_TAGS),
    OWN_TEAM_ONLY(TeamGuards::ownTeamOnly, Why.NO_TAGS),
    WITHOUT_TEAM(TeamGuards::withoutTeam, Why.NO_TAGS),
    COLLECTORS_WRITE_LOGS(TeamGuards::collectorsWriteLogs, Why.NO_TAGS),
    PIPELINES(ZoneGuards::pipelines, Why.NO_TAGS),
    RESTRICTED(RestrictedGuards::restricted, Why.NO_TAGS),
    NO_TAGS(RequestGuards::noTags),
    NO_TAGGED_PUTS(RequestGuards::noTaggedPuts),
    NO_GRANTS(RequestGuards::noGrants),
    NO_PUBLIC_PUTS(RequestGuards::noPublicPuts),
    NO_REPLICAS(RequestGuards::noReplicas, "the server does not know these actions, and would refuse the whole policy"),
    ZONE_KEY(KeyGuards::zoneKey, "the server reads Null conditions without their value, and would deny every put");

    private final Function<GuardedBucket, List<IamStatement.Builder>> statements;
    private final Optional<String> whyNotCommon;

    Guard(Function<GuardedBucket, List<IamStatement.Builder>> statements) {
        this.statements = statements;
        this.whyNotCommon = Optional.empty();
    }

    Guard(Function<GuardedBucket, List<IamStatement.Builder>> statements, String whyNotCommon) {
        this.statements = statements;
        this.whyNotCommon = Optional.of(whyNotCommon);
    }

    List<IamStatement> statements(GuardedBucket bucket) {
        return statements.apply(bucket).stream()
                .map(IamStatement.Builder::build)
                .toList();
    }

    /** Why a server that knows only this much cannot have it. */
    Optional<String> whyNot(PolicyLanguage language) {
        return language.isFull() ? Optional.empty() : whyNotCommon;
    }

    /** The word in tables: {@code put-if-absent}. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static final class Why {
        static final String NO_TAGS =
                "the server does not know the tags of who asks (aws:PrincipalTag): identity policies"
                        + " alone keep roles apart, and the bucket's owner is trusted";
    }
}
