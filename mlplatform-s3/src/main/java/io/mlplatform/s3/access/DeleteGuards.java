package io.mlplatform.s3.access;

import static io.mlplatform.s3.access.GuardedBucket.join;
import static io.mlplatform.s3.access.Statements.deny;

import io.mlplatform.internal.KeyPatterns;
import io.mlplatform.layout.Privilege;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** What is never deleted, and who deletes the rest. Lifecycle rules are no request: policies do not stop them. */
final class DeleteGuards {

    private DeleteGuards() {}

    static List<IamStatement.Builder> neverDeleted(GuardedBucket bucket) {
        return List.of(deny(
                "NeverDeleted",
                Statements.DELETE,
                bucket.anywhere(join(KeyPatterns.NEVER_DELETED, bucket.platformKeys()))));
    }

    static List<IamStatement.Builder> deletedByCollectors(GuardedBucket bucket) {
        return List.of(Statements.unless(
                deny("DeletedByCollectors", Statements.DELETE, bucket.anywhere("*")), Privilege.COLLECT));
    }
}
