package io.mlplatform.s3.access;

import static io.mlplatform.s3.access.GuardedBucket.join;
import static io.mlplatform.s3.access.Statements.deny;
import static io.mlplatform.s3.access.Statements.denyElsewhere;

import io.mlplatform.internal.KeyPatterns;
import io.mlplatform.layout.Privilege;
import io.mlplatform.layout.ZoneSettings;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Who writes, writes in a team's name. The cases are told apart by whether there is a tag, never left to a variable
 * without a value, for which a statement may not hold at all.
 */
final class TeamGuards {

    private TeamGuards() {}

    static List<IamStatement.Builder> aliasesByApprovers(GuardedBucket bucket) {
        return List.of(Statements.unless(
                deny("AliasesByApprovers", Statements.PUT, bucket.anywhere(KeyPatterns.PROTECTED_ALIASES)),
                Privilege.APPROVE));
    }

    static List<IamStatement.Builder> ownTeamOnly(GuardedBucket bucket) {
        List<String> own = bucket.ofAsking(zone -> true, patterns -> patterns.inTheNameOf(ZoneSettings.TEAM));
        return List.of(Statements.ifTagged(
                denyElsewhere("OwnTeamOnly", Statements.PUT, bucket.anywhere(join(own, bucket.layoutKey()))),
                Statements.TEAM));
    }

    /** An administrator or a service: sets the platform up, and tries its stores. */
    static List<IamStatement.Builder> withoutTeam(GuardedBucket bucket) {
        List<String> exempt = bucket.anywhere(join(bucket.probes(), bucket.layoutKey()));
        return List.of(Statements.ifUntagged(
                Statements.unless(denyElsewhere("WithoutTeam", Statements.PUT, exempt), Privilege.COLLECT),
                Statements.TEAM));
    }

    static List<IamStatement.Builder> collectorsWriteLogs(GuardedBucket bucket) {
        List<String> exempt = bucket.anywhere(join(KeyPatterns.LOGS, bucket.probes()));
        return List.of(Statements.ifUntagged(
                denyElsewhere("CollectorsWriteLogs", Statements.PUT, exempt)
                        .addConditions(
                                IamConditionOperator.STRING_LIKE, Statements.KIND, Privilege.COLLECT.tagPatterns()),
                Statements.TEAM));
    }
}
