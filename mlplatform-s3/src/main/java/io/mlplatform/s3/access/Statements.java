package io.mlplatform.s3.access;

import io.mlplatform.layout.Privilege;
import io.mlplatform.layout.Role;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** The words that statements are made of: actions that go together, and conditions on tags. */
final class Statements {

    static final String TEAM = "aws:PrincipalTag/" + Role.TEAM_TAG;
    static final String KIND = "aws:PrincipalTag/" + Role.KIND_TAG;

    static final List<String> READ = List.of("s3:GetObject", "s3:GetObjectVersion");
    /** To deny reading; no role is given the last. */
    static final List<String> READ_ANYHOW =
            List.of("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionForReplication");

    static final List<String> LIST = List.of("s3:ListBucket");
    static final List<String> LIST_ALL =
            List.of("s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads");
    static final List<String> PUT = List.of("s3:PutObject");
    static final List<String> UPLOAD =
            List.of("s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts");
    static final List<String> DELETE = List.of("s3:DeleteObject", "s3:DeleteObjectVersion");
    static final List<String> TAG = List.of(
            "s3:PutObjectTagging",
            "s3:PutObjectVersionTagging",
            "s3:DeleteObjectTagging",
            "s3:DeleteObjectVersionTagging");
    /** Writes and deletes to which no condition of a put applies. */
    static final List<String> REPLICATE = List.of(
            "s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner");

    static final List<String> BYPASS = List.of("s3:BypassGovernanceRetention");
    static final List<String> SHARE = List.of("s3:PutObjectAcl", "s3:PutObjectVersionAcl");

    private Statements() {}

    static IamStatement.Builder allow(String sid, List<String> actions, Collection<String> resources) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.ALLOW)
                .actionIds(actions)
                .resourceIds(resources);
    }

    /** Denied to everyone, on these resources. */
    static IamStatement.Builder deny(String sid, List<String> actions, Collection<String> resources) {
        return denyAll(sid, actions).resourceIds(resources);
    }

    /** Denied to everyone, on all but these resources. */
    static IamStatement.Builder denyElsewhere(String sid, List<String> actions, Collection<String> resources) {
        return denyAll(sid, actions).notResourceIds(resources);
    }

    private static IamStatement.Builder denyAll(String sid, List<String> actions) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.DENY)
                .addPrincipal(IamPrincipal.ALL)
                .actionIds(actions);
    }

    /** Where the tag is, whatever its value. */
    static IamStatement.Builder ifTagged(IamStatement.Builder statement, String tag) {
        return statement.addCondition(IamConditionOperator.NULL, tag, "false");
    }

    /** Where there is no such tag: of an administrator, or a service. */
    static IamStatement.Builder ifUntagged(IamStatement.Builder statement, String tag) {
        return statement.addCondition(IamConditionOperator.NULL, tag, "true");
    }

    // A negated comparison holds where the key is missing: who has no tag has no privilege.
    static IamStatement.Builder unless(IamStatement.Builder statement, Collection<String> kinds) {
        return statement.addConditions(IamConditionOperator.STRING_NOT_LIKE, KIND, kinds);
    }

    static IamStatement.Builder unless(IamStatement.Builder statement, Privilege privilege) {
        return unless(statement, privilege.tagPatterns());
    }
}
