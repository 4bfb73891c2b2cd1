package io.mlplatform.s3.access;

import static io.mlplatform.s3.access.GuardedBucket.join;
import static io.mlplatform.s3.access.Statements.deny;
import static io.mlplatform.s3.access.Statements.denyElsewhere;

import io.mlplatform.layout.Privilege;
import io.mlplatform.layout.ZoneSettings;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** In a zone for restricted data no team reads or lists another's, whatever its roles say; collectors and auditors do. */
final class RestrictedGuards {

    private static final List<String> EXEMPT = join(Privilege.COLLECT.tagPatterns(), Privilege.AUDIT.tagPatterns());

    private RestrictedGuards() {}

    static List<IamStatement.Builder> restricted(GuardedBucket bucket) {
        if (!bucket.holds(GuardedBucket::isRestricted)) {
            return List.of();
        }
        return bucket.team().map(team -> ofOneTeam(bucket, team)).orElseGet(() -> ofAllTeams(bucket));
    }

    private static List<IamStatement.Builder> ofOneTeam(GuardedBucket bucket, String team) {
        List<String> keys = bucket.ofAll(GuardedBucket::isRestricted, ZoneGuards::all);
        IamStatement.Builder lists = deny("RestrictedList", Statements.LIST_ALL, List.of(bucket.arn()));
        return List.of(
                notOf(team, deny("Restricted", Statements.READ_ANYHOW, bucket.anywhere(keys))),
                notOf(team, ZoneGuards.within(lists, keys)));
    }

    // Also of who has no team, since a negated comparison holds where the key is missing.
    private static IamStatement.Builder notOf(String team, IamStatement.Builder statement) {
        return Statements.unless(statement, EXEMPT)
                .addCondition(IamConditionOperator.STRING_NOT_EQUALS, Statements.TEAM, team);
    }

    private static List<IamStatement.Builder> ofAllTeams(GuardedBucket bucket) {
        List<String> keys = bucket.ofAll(GuardedBucket::isRestricted, ZoneGuards::all);
        List<String> own = bucket.ofAsking(GuardedBucket::isRestricted, patterns -> patterns.ofTeam(ZoneSettings.TEAM));
        List<String> others =
                join(bucket.ofAll(zone -> !GuardedBucket.isRestricted(zone), ZoneGuards::all), bucket.platformKeys());
        IamStatement.Builder lists = deny("RestrictedList", Statements.LIST_ALL, List.of(bucket.arn()))
                .addConditions(IamConditionOperator.STRING_NOT_LIKE, "s3:prefix", join(own, others));
        IamStatement.Builder listsWithoutTeam =
                deny("RestrictedListWithoutTeam", Statements.LIST_ALL, List.of(bucket.arn()));
        return List.of(
                ofTeams(denyElsewhere("Restricted", Statements.READ_ANYHOW, bucket.anywhere(join(own, others)))),
                ofNone(deny("RestrictedWithoutTeam", Statements.READ_ANYHOW, bucket.anywhere(keys))),
                ofTeams(lists),
                ofNone(
                        others.isEmpty()
                                ? listsWithoutTeam
                                : listsWithoutTeam.addConditions(
                                        IamConditionOperator.STRING_NOT_LIKE, "s3:prefix", others)));
    }

    private static IamStatement.Builder ofTeams(IamStatement.Builder statement) {
        return Statements.unless(Statements.ifTagged(statement, Statements.TEAM), EXEMPT);
    }

    private static IamStatement.Builder ofNone(IamStatement.Builder statement) {
        return Statements.unless(Statements.ifUntagged(statement, Statements.TEAM), EXEMPT);
    }
}
