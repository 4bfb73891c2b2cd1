package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.layout.Retention;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import io.mlplatform.testkit.policy.AccessRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Attacks by those who have a role, refused by policies: on Ceph's gateway where it has the words, else by AWS's rules on
 * the documents for AWS. After each, all is as it was.
 */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephAttacksTest {

    private static final Role SCIENTIST = Role.dataScientist(TwoTeams.OWN);
    private static final Role PUBLISHER = Role.datasetPublisher(TwoTeams.OWN);
    private static final Role AUTOMATION = Role.automation(TwoTeams.OWN);
    private static final Role APPROVER = Role.approver(TwoTeams.OWN);
    private static final List<Role> ALL = DesignedAccess.roles(TwoTeams.OWN, TwoTeams.PIPELINE);
    private static final String ENTRY = "9999999899-0000000100.json";

    private static TwoTeams teams;
    private Map<String, String> before;

    @BeforeAll
    static void setUp() {
        teams = new TwoTeams();
        ZoneKeys datasets = teams.keys(Zone.DATASETS, TwoTeams.OWN);
        teams.put(datasets.bucket(), segment(datasets), TwoTeams.bytes("a segment"));
    }

    // Small versions have none of their own.
    private static String segment(ZoneKeys keys) {
        return keys.scratch() + "/_manifests/01jd9xk3c0q8v5w2m7n4p6r1st/ab.jsonl.gz";
    }

    @AfterAll
    static void remove() {
        teams.close();
    }

    @BeforeEach
    void look() {
        before = teams.contents();
    }

    @AfterEach
    void allIsAsItWas() {
        assertThat(teams.contents()).isEqualTo(before);
    }

    @Test
    void anEntryIsNotForgedInAnotherTeamsLog() {
        ZoneKeys experiments = teams.keys(Zone.EXPERIMENTS, TwoTeams.OTHER);
        ZoneKeys models = teams.keys(Zone.MODELS, TwoTeams.OTHER);

        refusedPut(SCIENTIST, experiments.bucket(), experiments.entity() + "/_log/" + ENTRY);
        refusedPut(AUTOMATION, models.bucket(), models.entity() + "/_log/" + ENTRY);
        refusedPut(APPROVER, models.bucket(), models.entity() + "/_log/" + ENTRY);
    }

    @Test
    void aCommittedFileIsNotOverwritten() {
        isNotReplaced(teams.keys(Zone.DATASETS, TwoTeams.OWN).file(), Zone.DATASETS, PUBLISHER);
        ZoneKeys others = teams.keys(Zone.DATASETS, TwoTeams.OTHER);
        refused(PUBLISHER, KeyAct.OVERWRITE_FILE, others.bucket(), others.file());
    }

    @Test
    void theIndexIsNotOverwritten() {
        isNotReplaced(teams.keys(Zone.MODELS, TwoTeams.OWN).index(), Zone.MODELS, AUTOMATION);
        ZoneKeys others = teams.keys(Zone.MODELS, TwoTeams.OTHER);
        refused(AUTOMATION, KeyAct.OVERWRITE_INDEX, others.bucket(), others.index());
    }

    @Test
    void aSegmentOfAManifestIsNotReplaced() {
        ZoneKeys keys = teams.keys(Zone.DATASETS, TwoTeams.OWN);
        isNotReplaced(segment(keys), Zone.DATASETS, PUBLISHER);
        refused(SCIENTIST, KeyAct.OVERWRITE_FILE, keys.bucket(), segment(keys));
    }

    // What Ceph has no words to deny: AWS does; and by the condition that all writes of the library carry, both.
    private static void isNotReplaced(String key, Zone zone, Role writer) {
        String bucket = teams.bucket(zone, TwoTeams.OWN);
        assertThat(KeyActs.isDone(KeyAct.REPEAT_INDEX, teams, teams.as(writer), bucket, key))
                .isFalse();
        assertThat(teams.onAws(writer, bucket, KeyAct.OVERWRITE_FILE.request(bucket, key))
                        .reason())
                .contains("MlPlatformPutIfAbsent");
    }

    @Test
    void productionIsNotMovedWithoutAnApproversRole() {
        ZoneKeys models = teams.keys(Zone.MODELS, TwoTeams.OWN);
        for (Role role :
                List.of(SCIENTIST, PUBLISHER, AUTOMATION, Role.modelConsumer(TwoTeams.OWN), Role.collector())) {
            refusedPut(role, models.bucket(), models.entity() + "/_aliases/production/" + ENTRY);
        }
    }

    @Test
    void aProtectedAliasIsNotMovedByAKeyThatLooksLikeALogs() {
        ZoneKeys models = teams.keys(Zone.MODELS, TwoTeams.OWN);

        refusedPut(AUTOMATION, models.bucket(), models.entity() + "/_aliases/production/_log/" + ENTRY);
        refusedPut(AUTOMATION, models.bucket(), models.entity() + "/_aliases/data/01jd9xk3c0q8v5w2m7n4p6r1st/" + ENTRY);
    }

    @Test
    void anotherTeamsRunIsNotRead() {
        String bucket = teams.bucket(Zone.EXPERIMENTS, TwoTeams.OTHER);
        String head = before.keySet().stream()
                .filter(key -> key.startsWith(bucket + "/") && key.endsWith("/_head.json"))
                .findFirst()
                .orElseThrow()
                .substring(bucket.length() + 1);

        refused(SCIENTIST, KeyAct.READ_FILE, bucket, head);
        refused(SCIENTIST, KeyAct.LIST, bucket, "risk/");
        assertThatThrownBy(() ->
                        teams.open(SCIENTIST).workspace(TwoTeams.OTHER).runs().list("churn"))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("s3:ListBucket");
    }

    @Test
    void aLogEntryIsNotDeletedByTheCollectorNorByTheOwner() {
        for (Zone zone : Zone.values()) {
            ZoneKeys keys = teams.keys(zone, TwoTeams.OWN);
            assertThat(KeyActs.isDeleted(teams.as(Role.collector()), keys.bucket(), keys.entry()))
                    .isFalse();
            assertThat(KeyActs.isDeleted(teams.owner(), keys.bucket(), keys.entry()))
                    .isFalse();
        }
    }

    @Test
    void thePipelinesZoneIsNotWrittenByHand() {
        ZoneKeys keys = teams.keys(Zone.PIPELINES, TwoTeams.OWN);
        for (Role role : List.of(SCIENTIST, Role.featureOwner(TwoTeams.OWN), PUBLISHER, APPROVER)) {
            refusedPut(role, keys.bucket(), "growth/train/sources/_exports/current/source.zip");
            refusedPut(role, keys.bucket(), keys.entity() + "/_log/" + ENTRY);
        }
    }

    @Test
    void aLineageMarkerIsNotForgedInAnotherTeamsName() {
        String marker = "_lineage/datasets/growth!churn/0000000001/";
        refusedPut(AUTOMATION, teams.bucket(Zone.MODELS, TwoTeams.OWN), marker + "models!risk!churn@0000000001");
        refusedPut(
                SCIENTIST, teams.bucket(Zone.EXPERIMENTS, TwoTeams.OWN), marker + "experiments!risk!churn@0000000001");
        // Nor with the own name where the input's stands.
        refusedPut(
                AUTOMATION,
                teams.bucket(Zone.MODELS, TwoTeams.OWN),
                "_lineage/datasets/models!growth!x/0000000001/models!risk!churn@0000000001");
    }

    @Test
    void anEntitysMarkerIsNotForgedInAnotherTeamsName() {
        refusedPut(AUTOMATION, teams.bucket(Zone.MODELS, TwoTeams.OWN), "_entities/risk!forged");
        refusedPut(PUBLISHER, teams.bucket(Zone.DATASETS, TwoTeams.OWN), "_entities/growth-eu!forged");
        refusedPut(SCIENTIST, teams.bucket(Zone.EXPERIMENTS, TwoTeams.OWN), "_entities/risk!forged");
    }

    @Test
    void theLayoutIsNotReplacedByAnyRole() {
        for (Role role : ALL) {
            refusedPut(role, teams.site.bucket(), "_platform/layout.json");
            refused(role, KeyAct.OVERWRITE_FILE, teams.site.bucket(), "_platform/layout.json");
        }
    }

    @Test
    void anEntitysObjectIsNotTaggedForExpiry() {
        ZoneKeys keys = teams.keys(Zone.EXPERIMENTS, TwoTeams.OWN);
        for (Role role : ALL) {
            refused(role, KeyAct.TAG, keys.bucket(), keys.file());
        }
        refused(teams.owner(), KeyAct.TAG, keys.bucket(), keys.file());
        refusedPut(
                SCIENTIST,
                keys.bucket(),
                keys.scratch() + "/data/01jd9xk3c0q8v5w2m7n4p6r1st/a",
                request -> request.tagging(Retention.TEMPORARY_TAG + "=temporary"));
    }

    @Test
    void anObjectIsNotMadePublic() {
        ZoneKeys keys = teams.keys(Zone.DATASETS, TwoTeams.OWN);
        refusedPut(
                PUBLISHER,
                keys.bucket(),
                keys.scratch() + "/data/01jd9xk3c0q8v5w2m7n4p6r1st/a",
                request -> request.acl(ObjectCannedACL.PUBLIC_READ));
        refused(() -> teams.as(PUBLISHER)
                .putObjectAcl(request ->
                        request.bucket(keys.bucket()).key(keys.file()).acl(ObjectCannedACL.PUBLIC_READ)));
    }

    @Test
    void aBucketsPolicyIsNotChangedOrRemovedByAnyRole() {
        String bucket = teams.bucket(Zone.MODELS, TwoTeams.OWN);
        String open =
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::"
                        + bucket + "/*\"}]}";
        for (Role role : ALL) {
            S3Client client = teams.as(role);
            refused(() ->
                    client.putBucketPolicy(request -> request.bucket(bucket).policy(open)));
            refused(() -> client.deleteBucketPolicy(request -> request.bucket(bucket)));
        }
    }

    @Test
    void anotherKmsKeyIsRefusedByTheDocumentsForAws() {
        ZoneKeys keys = teams.keys(Zone.DATASETS, TwoTeams.OWN);
        String key = keys.scratch() + "/data/01jd9xk3c0q8v5w2m7n4p6r1st/a";
        AccessRequest put = KeyAct.WRITE.request(keys.bucket(), key);
        AccessRequest strange = put.with("s3:x-amz-server-side-encryption", "aws:kms")
                .with(
                        "s3:x-amz-server-side-encryption-aws-kms-key-id",
                        "arn:aws:kms:eu-west-1:999999999999:key/9999abcd-12ab-34cd-56ef-1234567890ab");

        assertThat(teams.onAws(PUBLISHER, keys.bucket(), put).isAllowed()).isTrue();
        assertThat(teams.onAws(PUBLISHER, keys.bucket(), strange).reason()).contains("MlPlatformNoOtherKeys");
    }

    @Test
    void plainHttpIsRefusedByTheDocumentsForAws() {
        ZoneKeys keys = teams.keys(Zone.DATASETS, TwoTeams.OWN);
        AccessRequest get = KeyAct.READ_FILE.request(keys.bucket(), keys.file());

        assertThat(teams.onAws(PUBLISHER, keys.bucket(), get).isAllowed()).isTrue();
        assertThat(teams.onAws(PUBLISHER, keys.bucket(), get.with("aws:SecureTransport", "false"))
                        .reason())
                .contains("MlPlatformTlsOnly");
    }

    private static void refusedPut(Role role, String bucket, String key) {
        refusedPut(role, bucket, key, request -> {});
    }

    private static void refusedPut(
            Role role, String bucket, String key, java.util.function.Consumer<PutObjectRequest.Builder> how) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(bucket).key(key).ifNoneMatch("*");
        how.accept(request);
        refused(() -> teams.as(role).putObject(request.build(), RequestBody.fromString("forged")));
    }

    private static void refused(Role role, KeyAct act, String bucket, String key) {
        refused(teams.as(role), act, bucket, key);
    }

    private static void refused(S3Client client, KeyAct act, String bucket, String key) {
        assertThat(KeyActs.isDone(act, teams, client, bucket, key)).isFalse();
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOfSatisfying(AwsServiceException.class, e -> assertThat(e.statusCode())
                .isEqualTo(403));
    }
}
