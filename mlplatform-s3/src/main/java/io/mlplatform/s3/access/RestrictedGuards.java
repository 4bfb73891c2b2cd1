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
        List<String> others = open(bucket);
        IamStatement.Builder lists = deny("RestrictedList", Statements.LIST_ALL, List.of(bucket.arn()))
                .addConditions(IamConditionOperator.STRING_NOT_LIKE, "s3:prefix", others);
        return List.of(
                notOf(team, denyElsewhere("Restricted", Statements.READ_ANYHOW, bucket.anywhere(others))),
                notOf(team, lists));
    }

    // Where stores are tried too: who sets the platform up has no role on it, and looks whether they were.
    private static List<String> open(GuardedBucket bucket) {
        return join(
                join(bucket.ofAll(zone -> !GuardedBucket.isRestricted(zone), ZoneGuards::all), bucket.platformKeys()),
                bucket.ofAll(GuardedBucket::isRestricted, patterns -> List.of(patterns.probes())));
    }

    // Also of who has no team, since a negated comparison holds where the key is missing.
    private static IamStatement.Builder notOf(String team, IamStatement.Builder statement) {
        return Statements.unless(statement, EXEMPT)
                .addCondition(IamConditionOperator.STRING_NOT_EQUALS, Statements.TEAM, team);
    }

    private static List<IamStatement.Builder> ofAllTeams(GuardedBucket bucket) {
        List<String> own = bucket.ofAsking(GuardedBucket::isRestricted, patterns -> patterns.ofTeam(ZoneSettings.TEAM));
        List<String> others = open(bucket);
        IamStatement.Builder lists = deny("RestrictedList", Statements.LIST_ALL, List.of(bucket.arn()))
                .addConditions(IamConditionOperator.STRING_NOT_LIKE, "s3:prefix", join(own, others));
        IamStatement.Builder listsWithoutTeam = deny(
                        "RestrictedListWithoutTeam", Statements.LIST_ALL, List.of(bucket.arn()))
                .addConditions(IamConditionOperator.STRING_NOT_LIKE, "s3:prefix", others);
        return List.of(
                ofTeams(denyElsewhere("Restricted", Statements.READ_ANYHOW, bucket.anywhere(join(own, others)))),
                ofNone(denyElsewhere("RestrictedWithoutTeam", Statements.READ_ANYHOW, bucket.anywhere(others))),
                ofTeams(lists),
                ofNone(listsWithoutTeam));
    }

    private static IamStatement.Builder ofTeams(IamStatement.Builder statement) {
        return Statements.unless(Statements.ifTagged(statement, Statements.TEAM), EXEMPT);
    }

    private static IamStatement.Builder ofNone(IamStatement.Builder statement) {
        return Statements.unless(Statements.ifUntagged(statement, Statements.TEAM), EXEMPT);
    }
}
