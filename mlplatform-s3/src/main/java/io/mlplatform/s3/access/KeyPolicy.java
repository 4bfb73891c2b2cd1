package io.mlplatform.s3.access;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.access.ZonePlace.S3Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Who may use a zone's key: the account's administrators look after it; whoever's identity policy says so uses it, by way of
 * S3 and for the platform's buckets only, so that what a bucket denies is denied of the key too.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html">Bucket keys</a>: the encryption
 *     context is then the bucket's ARN, otherwise the object's
 */
final class KeyPolicy {

    private static final List<String> ADMINISTER = List.of(
            "kms:Create*",
            "kms:Describe*",
            "kms:Enable*",
            "kms:List*",
            "kms:Put*",
            "kms:Update*",
            "kms:Revoke*",
            "kms:Disable*",
            "kms:Get*",
            "kms:Delete*",
            "kms:TagResource",
            "kms:UntagResource",
            "kms:ScheduleKeyDeletion",
            "kms:CancelKeyDeletion");
    private static final List<String> USE = List.of("kms:Decrypt", "kms:GenerateDataKey");
    private static final List<String> USE_ANYHOW =
            List.of("kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*");
    private static final String CONTEXT = "kms:EncryptionContext:aws:s3:arn";
    private static final String VIA = "kms:ViaService";

    private final PlatformLayout layout;
    private final S3Prefix opened;
    private final Arns arns;

    KeyPolicy(PlatformLayout layout, S3Prefix opened) {
        this.layout = layout;
        this.opened = opened;
        this.arns = Arns.of(layout);
    }

    List<IamStatement> statements(String key) {
        String account = layout.account()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a key policy names the account: give the layout its own, ownedBy(…)"));
        List<String> contexts = contexts(key);
        IamPrincipal root = IamPrincipal.create(IamPrincipalType.AWS, arns.account(account));
        return List.of(
                allow("Administer", root, ADMINISTER).build(),
                allow("UseThroughS3", root, USE)
                        .addCondition(IamConditionOperator.STRING_EQUALS, "kms:CallerAccount", account)
                        .addCondition(IamConditionOperator.STRING_LIKE, VIA, "s3.*")
                        .addConditions(IamConditionOperator.STRING_LIKE, CONTEXT, contexts)
                        .build(),
                Statements.deny("OnlyThroughS3", USE_ANYHOW, List.of("*"))
                        .addCondition(IamConditionOperator.STRING_NOT_LIKE, VIA, "s3.*")
                        .build(),
                Statements.deny("OnlyForItsBuckets", USE_ANYHOW, List.of("*"))
                        .addConditions(IamConditionOperator.STRING_NOT_LIKE, CONTEXT, contexts)
                        .build());
    }

    private static IamStatement.Builder allow(String sid, IamPrincipal principal, List<String> actions) {
        return IamStatement.builder()
                .sid(sid)
                .effect(IamEffect.ALLOW)
                .addPrincipal(principal)
                .actionIds(actions)
                .addResource("*");
    }

    private List<String> contexts(String key) {
        TreeSet<String> buckets = new TreeSet<>();
        Arrays.stream(Zone.values())
                .filter(zone -> layout.zone(zone).kmsKey().filter(key::equals).isPresent())
                .forEach(zone -> buckets.add(
                        ZonePlace.of(layout, zone, opened).forTeam("*").bucket()));
        if (buckets.isEmpty()) {
            throw new IllegalArgumentException(
                    "no zone of this layout is encrypted with key '" + key + "': name it as the layout does");
        }
        List<String> contexts = new ArrayList<>();
        buckets.forEach(bucket -> {
            contexts.add(arns.bucket(bucket));
            contexts.add(arns.object(bucket, "*"));
        });
        return contexts;
    }
}
