package io.mlplatform.s3.access;

import static io.mlplatform.s3.access.GuardedBucket.join;
import static io.mlplatform.s3.access.Statements.deny;

import io.mlplatform.internal.KeyPatterns;
import io.mlplatform.layout.Retention;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** What no request may do, whoever asks. */
final class RequestGuards {

    private RequestGuards() {}

    static List<IamStatement.Builder> tlsOnly(GuardedBucket bucket) {
        return List.of(deny("TlsOnly", List.of("s3:*"), join(List.of(bucket.arn()), bucket.anywhere("*")))
                .addCondition(IamConditionOperator.BOOL, "aws:SecureTransport", "false"));
    }

    // A lifecycle rule removes what is tagged temporary; no object that a version needs may ever be.
    static List<IamStatement.Builder> noTags(GuardedBucket bucket) {
        return List.of(deny("NoTags", Statements.TAG, ofEntities(bucket)));
    }

    // Where a put with a tag asks for no right to tag, as it does on Ceph.
    static List<IamStatement.Builder> noTaggedPuts(GuardedBucket bucket) {
        return List.of(deny("NoTaggedPuts", Statements.PUT, ofEntities(bucket))
                .addCondition(IamConditionOperator.STRING_LIKE, "s3:RequestObjectTag/" + Retention.TEMPORARY_TAG, "*"));
    }

    static List<IamStatement.Builder> noGrants(GuardedBucket bucket) {
        return List.of(deny("NoGrants", Statements.SHARE, bucket.anywhere("*")));
    }

    static List<IamStatement.Builder> noPublicPuts(GuardedBucket bucket) {
        return List.of(deny("NoPublicPuts", Statements.PUT, bucket.anywhere("*"))
                .addConditions(
                        IamConditionOperator.STRING_LIKE,
                        "s3:x-amz-acl",
                        List.of("public-read", "public-read-write", "authenticated-read")));
    }

    // What arrives by replication is neither put nor deleted: none of the conditions on those would be asked for.
    static List<IamStatement.Builder> noReplicas(GuardedBucket bucket) {
        return List.of(deny("NoReplicas", join(Statements.REPLICATE, Statements.BYPASS), bucket.anywhere("*")));
    }

    private static List<String> ofEntities(GuardedBucket bucket) {
        return join(
                bucket.anywhere(KeyPatterns.OF_ENTITIES),
                bucket.anywhere(bucket.ofAll(zone -> true, KeyPatterns::markers)));
    }
}
