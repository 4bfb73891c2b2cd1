package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.s3.TestControl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** What others change by hand is found, on every server. */
abstract class DriftTests {

    private static final String NOBODY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    abstract Site site();

    /** A bucket made by hand before. */
    @Test
    void ofABucketMadeByHandThePlanShowsExactlyTheDifferences() {
        try (Site site = site();
                TestControl hand = site.control(site.server());
                Provisioner provisioner = site.provisioner(site.folders())) {
            String bucket = site.bucket();
            hand.s3().createBucket(request -> request.bucket(bucket));
            hand.s3().putBucketTagging(request -> request.bucket(bucket)
                    .tagging(tags -> tags.tagSet(
                            tag("mlplatform-environment", "test"),
                            tag("mlplatform-classification", "restricted"),
                            tag("cost-centre", "42"))));
            List<String> found = provisioner.plan().changes().stream()
                    .filter(change -> change.resource().equals("bucket " + bucket))
                    .filter(change -> change.property().startsWith("tag")
                            || change.property().startsWith("lifecycle")
                            || change.property().equals("exists"))
                    .map(change -> change.kind() + " " + change.property())
                    .toList();
            assertThat(found)
                    .containsExactlyInAnyOrder(
                            "loosen tag mlplatform-classification",
                            "add tag mlplatform-organisation",
                            "add tag mlplatform-zone",
                            "add lifecycle rule mlplatform-datasets",
                            "add lifecycle rule mlplatform-experiments",
                            "add lifecycle rule mlplatform-features",
                            "add lifecycle rule mlplatform-models",
                            "add lifecycle rule mlplatform-pipelines");
            assertThat(provisioner.apply().notDone()).singleElement().satisfies(change -> assertThat(change.property())
                    .isEqualTo("tag mlplatform-classification"));
            assertThat(hand.s3()
                            .getBucketTagging(request -> request.bucket(bucket))
                            .tagSet())
                    .contains(tag("cost-centre", "42"), tag("mlplatform-classification", "restricted"));
        }
    }

    @Test
    void whateverIsChangedByHandIsFoundAndSetBack() {
        try (Site site = site();
                TestControl hand = site.control(site.server());
                Provisioner provisioner = site.provisioner(layout(site))) {
            provisioner.apply();
            String role = site.organisation() + "-test-auditor";
            for (Tampering tampering : tamperings(site.bucket(), role)) {
                tampering.hand().accept(hand);
                assertThat(provisioner.drift().changes())
                        .as(tampering.property())
                        .isNotEmpty()
                        .allSatisfy(change -> assertThat(change.property()).startsWith(tampering.property()))
                        .allSatisfy(change -> assertThat(change.kind()).isEqualTo(tampering.back()));
                provisioner.apply(Loosening.ALLOWED);
                assertThat(provisioner.drift().changes())
                        .as("after " + tampering.property())
                        .isEmpty();
            }
        }
    }

    @Test
    void whatOthersPutThereStaysAndIsCalledDangerousWhereItIs() {
        try (Site site = site();
                TestControl hand = site.control(site.server());
                Provisioner provisioner = site.provisioner(layout(site))) {
            hand.s3().createBucket(request -> request.bucket(site.bucket()));
            addRule(hand.s3(), site.bucket(), rule("theirs", "logs/"));
            addRule(hand.s3(), site.bucket(), rule("all", ""));
            hand.s3().putBucketPolicy(request -> request.bucket(site.bucket())
                    .policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + deny(site.bucket(), "Theirs") + "]}"));
            provisioner.apply();
            Drift drift = provisioner.drift();
            assertThat(drift.changes()).isEmpty();
            assertThat(drift.isEmpty()).isFalse();
            assertThat(drift.dangers()).singleElement().satisfies(danger -> assertThat(danger.what())
                    .contains("the rule 'all' takes current objects"));
            assertThat(hand.s3()
                            .getBucketLifecycleConfiguration(request -> request.bucket(site.bucket()))
                            .rules())
                    .extracting(LifecycleRule::id)
                    .contains("theirs", "all", "mlplatform-models");
            assertThat(hand.s3()
                            .getBucketPolicy(request -> request.bucket(site.bucket()))
                            .policy())
                    .contains("Theirs", "MlPlatformNeverDeleted");
        }
    }

    /** One change by hand, what of it is found, and which way back it is. */
    record Tampering(String property, ChangeKind back, Consumer<TestControl> hand) {}

    PlatformLayout layout(Site site) {
        return site.folders();
    }

    List<Tampering> tamperings(String bucket, String role) {
        List<Tampering> all = new ArrayList<>();
        all.add(new Tampering("public access block", ChangeKind.TIGHTEN, hand -> hand.s3()
                .putPublicAccessBlock(request -> request.bucket(bucket)
                        .publicAccessBlockConfiguration(blocks -> blocks.ignorePublicAcls(false)
                                .blockPublicAcls(false)
                                .blockPublicPolicy(false)
                                .restrictPublicBuckets(false)))));
        all.add(new Tampering(
                "versioning", versioningBack(), hand -> hand.s3().putBucketVersioning(request -> request.bucket(bucket)
                        .versioningConfiguration(versioning -> versioning.status("Enabled")))));
        all.add(new Tampering("bucket policy", ChangeKind.ADD, hand -> hand.s3()
                .deleteBucketPolicy(request -> request.bucket(bucket))));
        all.add(new Tampering("lifecycle rule", ChangeKind.TIGHTEN, hand -> replaceRule(hand.s3(), bucket)));
        all.add(new Tampering("tag", ChangeKind.ADD, hand -> hand.s3()
                .putBucketTagging(request -> request.bucket(bucket).tagging(tags -> tags.tagSet(tag("a", "b"))))));
        all.add(new Tampering("permissions", ChangeKind.TIGHTEN, hand -> hand.iam()
                .putRolePolicy(request ->
                        request.roleName(role).policyName("mlplatform").policyDocument(widened(hand, role)))));
        all.add(new Tampering("trust", ChangeKind.LOOSEN, hand -> hand.iam()
                .updateAssumeRolePolicy(request -> request.roleName(role).policyDocument(NOBODY))));
        return all;
    }

    ChangeKind versioningBack() {
        return ChangeKind.LOOSEN;
    }

    private static String widened(TestControl hand, String role) {
        String document = hand.iam()
                .getRolePolicy(request -> request.roleName(role).policyName("mlplatform"))
                .policyDocument();
        String json = document.startsWith("%") ? URLDecoder.decode(document, StandardCharsets.UTF_8) : document;
        return json.replace("\"s3:GetObject\"", "\"s3:PutObject\",\"s3:GetObject\"");
    }

    private static void replaceRule(S3Client s3, String bucket) {
        List<LifecycleRule> rules =
                new ArrayList<>(s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket))
                        .rules());
        rules.removeIf(rule -> rule.id().equals("mlplatform-models"));
        rules.add(rule("mlplatform-models", "models/"));
        s3.putBucketLifecycleConfiguration(
                request -> request.bucket(bucket).lifecycleConfiguration(all -> all.rules(rules)));
    }

    private static void addRule(S3Client s3, String bucket, LifecycleRule rule) {
        List<LifecycleRule> rules = new ArrayList<>();
        try {
            rules.addAll(s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket))
                    .rules());
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(404);
        }
        rules.add(rule);
        s3.putBucketLifecycleConfiguration(
                request -> request.bucket(bucket).lifecycleConfiguration(all -> all.rules(rules)));
    }

    /** Takes current objects away. */
    private static LifecycleRule rule(String id, String prefix) {
        return LifecycleRule.builder()
                .id(id)
                .status("Enabled")
                .filter(filter -> filter.prefix(prefix))
                .expiration(expiration -> expiration.days(1))
                .build();
    }

    private static String deny(String bucket, String sid) {
        return "{\"Sid\":\"" + sid + "\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:PutObject\","
                + "\"Resource\":\"arn:aws:s3:::" + bucket + "/theirs/*\"}";
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
