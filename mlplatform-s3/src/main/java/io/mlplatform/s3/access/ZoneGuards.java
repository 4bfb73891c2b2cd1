package io.mlplatform.s3.access;

import static io.mlplatform.s3.access.GuardedBucket.join;
import static io.mlplatform.s3.access.Statements.deny;

import io.mlplatform.internal.KeyPatterns;
import io.mlplatform.layout.Privilege;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Who enters the pipelines zone: automation, and those who look after the platform. */
final class ZoneGuards {

    private ZoneGuards() {}

    static List<IamStatement.Builder> pipelines(GuardedBucket bucket) {
        if (!bucket.holds(GuardedBucket::isPipelines)) {
            return List.of();
        }
        // Not where stores are tried: who sets the platform up has no role on it.
        List<String> entities = join(
                bucket.ofAll(GuardedBucket::isPipelines, patterns -> List.of(patterns.entities())),
                bucket.ofAll(GuardedBucket::isPipelines, KeyPatterns::markers));
        IamStatement.Builder objects =
                deny("Pipelines", join(Statements.READ_ANYHOW, Statements.PUT), bucket.anywhere(entities));
        IamStatement.Builder lists = within(
                deny("PipelinesList", Statements.LIST_ALL, List.of(bucket.arn())),
                bucket.ofAll(GuardedBucket::isPipelines, ZoneGuards::all));
        lists.addConditions(
                IamConditionOperator.STRING_NOT_LIKE,
                "s3:prefix",
                bucket.ofAll(GuardedBucket::isPipelines, patterns -> List.of(patterns.probes())));
        return List.of(Statements.unless(objects, Privilege.PIPELINES), Statements.unless(lists, Privilege.PIPELINES));
    }

    /** A listing of these prefixes; any listing, where they are the whole bucket. */
    static IamStatement.Builder within(IamStatement.Builder lists, List<String> keys) {
        return keys.contains("*") ? lists : lists.addConditions(IamConditionOperator.STRING_LIKE, "s3:prefix", keys);
    }

    /** All of the zone's keys. */
    static List<String> all(KeyPatterns patterns) {
        return List.of(patterns.all());
    }
}
