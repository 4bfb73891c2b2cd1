package io.mlplatform.examples.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.features.FeatureStatus;
import io.mlplatform.features.FeatureType;
import io.mlplatform.features.OfflineRow;
import io.mlplatform.features.Spine;
import io.mlplatform.features.online.ConsistencyReport;
import io.mlplatform.features.online.EmbeddedOnlineStore;
import io.mlplatform.features.online.OnlineStore;
import io.mlplatform.features.online.RecordKey;
import io.mlplatform.features.online.Serving;
import io.mlplatform.layout.RoleKind;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Teams that consume features with the rights of their generated policies alone, on Ceph's gateway. */
@EnabledIfEnvironmentVariable(
        named = FeatureSite.CEPH,
        matches = ".+",
        disabledReason =
                "start scripts/ceph-rgw/ceph-start.sh, and set MLPLATFORM_CEPH_ENV to the env file in its folder")
class CephFeatureConsumersTest {

    private static final Instant NOON = Instant.parse("2026-06-02T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(3_600);
    private static final FeatureGroup ACTIVITY = activity("growth/activity").build();

    private static FeatureSite site;

    @TempDir
    private Path folder;

    @BeforeAll
    static void growthsFeatureOwnerIngests() {
        site = new FeatureSite();
        try (MlPlatform ml = as("growth", RoleKind.FEATURE_OWNER)) {
            FeatureRepository features = FeatureRepository.of(ml);
            features.define(ACTIVITY);
            FeatureGroupVersion version = features.draft("growth/activity")
                    .add(Map.of("customer", 1L, "at", NOON, "visits", 4L))
                    .add(Map.of("customer", 2L, "at", NOON, "visits", 7L))
                    .publish();
            features.assign(version, "stable");
        }
    }

    @AfterAll
    static void remove() {
        site.close();
    }

    @Test
    void aConsumingTeamsScientistDiscoversReadsJoinsAndServesWithoutAnyWrite() {
        Map<String, String> before = site.contents();
        MeteredObjectStore store = new MeteredObjectStore(site.open("risk", RoleKind.DATA_SCIENTIST), new HopClock());
        Requests begin = store.snapshot();
        try (MlPlatform ml = platform(store)) {
            FeatureRepository features = FeatureRepository.of(ml);

            assertThat(features.list()).extracting(Object::toString).contains("growth/activity");
            assertThat(features.group("growth/activity")).isEqualTo(ACTIVITY);
            assertThat(features.search("visits").toString()).contains("growth/activity");
            assertThat(features.history("growth/activity").toString()).contains("@1");
            FeatureGroupVersion version = features.get("growth/activity@stable");
            assertThat(features.find("growth/activity@7")).isEmpty();

            assertThat(features.verify(version)).isEmpty();
            features.fetch(version, folder.resolve("fetched"));
            List<OfflineRow> latest = new ArrayList<>();
            features.latest(version, NOON, LATER, latest::add);
            assertThat(latest).hasSize(2);
            assertThat(features.trainingSet(spine(), "t").join(version).write(folder.resolve("joined.parquet")))
                    .hasToString("2 rows, activity_status {FOUND=1, MISSING=1, EXPIRED=0, DELETED=0}");
            serve(features, version);
        }

        Requests asked = store.since(begin);
        assertThat(asked.all()).isNotEmpty();
        assertThat(asked.subjects(RequestKind.PUT)).isEmpty();
        assertThat(asked.subjects(RequestKind.UPLOAD)).isEmpty();
        assertThat(asked.subjects(RequestKind.DELETE)).isEmpty();
        assertThat(site.contents()).isEqualTo(before);
    }

    @Test
    void aConsumingTeamsScientistPublishesATrainingSetIntoTheOwnWorkspace() {
        try (MlPlatform ml = as("risk", RoleKind.DATA_SCIENTIST)) {
            FeatureRepository features = FeatureRepository.of(ml);
            FeatureGroupVersion version = features.get("growth/activity@1");

            DatasetVersion training = features.trainingSet(spine(), "t")
                    .join(version)
                    .publish(ml.workspace("risk").datasets(), "training");

            assertThat(ml.lineage().of(training).toString()).contains("mlp://features/growth/activity@1");
        }
    }

    @Test
    void everyWriteOfAConsumingTeamsScientistIsRefusedAndLeavesNothing() {
        Map<String, String> before = site.contents();
        try (MlPlatform ml = as("risk", RoleKind.DATA_SCIENTIST)) {
            FeatureRepository features = FeatureRepository.of(ml);
            FeatureGroupVersion version = features.get("growth/activity@1");

            refused(() -> features.define(activity("growth/activity")
                    .feature("plan", FeatureType.STRING)
                    .build()));
            refused(() -> features.define(activity("risk/scores").build()));
            refused(() -> features.draft("growth/activity")
                    .add(Map.of("customer", 1L, "at", LATER, "visits", 5L))
                    .publish());
            refused(() -> features.draft("growth/activity")
                    .delete(Map.of("customer", 1L), LATER)
                    .publish());
            refused(() -> features.assign(version, "mine"));
            refused(() -> features.assign(version, "stable"));
            refused(() -> features.removeAlias("growth/activity", "stable"));
            refused(() -> features.trainingSet(spine(), "t").join(version).publish("risk/training"));
            refused(() -> features.trainingSet(spine(), "t").join(version).publish("growth/training"));
        }
        assertThat(site.contents()).isEqualTo(before);
    }

    @Test
    void aFeatureOwnerReadsOtherTeamsGroupsAndWritesOnlyTheOwn() {
        try (MlPlatform ml = as("risk", RoleKind.FEATURE_OWNER)) {
            FeatureRepository features = FeatureRepository.of(ml);
            FeatureGroup scores = activity("risk/activity").build();
            features.define(scores);
            features.draft("risk/activity")
                    .add(Map.of("customer", 1L, "at", NOON, "visits", 1L))
                    .publish();
            FeatureGroupVersion version = features.get("growth/activity@latest");
            assertThat(features.trainingSet(spine(), "t").join(version).write(folder.resolve("owner.parquet")))
                    .hasToString("2 rows, activity_status {FOUND=1, MISSING=1, EXPIRED=0, DELETED=0}");

            Map<String, String> before = site.contents();
            refused(() -> features.define(activity("growth/activity")
                    .feature("plan", FeatureType.STRING)
                    .build()));
            refused(() -> features.draft("growth/activity")
                    .add(Map.of("customer", 1L, "at", LATER, "visits", 5L))
                    .publish());
            refused(() -> features.assign(version, "mine"));
            refused(() -> features.trainingSet(spine(), "t").join(version).publish("risk/training"));
            assertThat(site.contents()).isEqualTo(before);
        }
    }

    private void serve(FeatureRepository features, FeatureGroupVersion version) {
        Clock clock = Clock.fixed(LATER, ZoneOffset.UTC);
        try (OnlineStore online = EmbeddedOnlineStore.open(folder.resolve("online.mv"), clock)) {
            Serving serving = Serving.of(features, online, clock);
            serving.materialize(version, NOON, LATER);
            assertThat(serving.check(version, 10, 1)).isEqualTo(new ConsistencyReport(2, 0, List.of()));
            assertThat(online.get(version.group(), RecordKey.of(2L)).status()).contains(FeatureStatus.FOUND);
        }
    }

    private static void refused(ThrowingCallable write) {
        assertThatThrownBy(write)
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageMatching("(?s).*(s3:PutObject|s3:ListBucket).*");
    }

    private static FeatureGroup.Builder activity(String name) {
        return FeatureGroup.named(name)
                .key("customer", FeatureType.LONG)
                .eventTime("at")
                .feature("visits", FeatureType.LONG);
    }

    private static Spine spine() {
        return Spine.records(List.of(Map.of("customer", 1L, "t", LATER), Map.of("customer", 9L, "t", LATER)));
    }

    private static MlPlatform as(String team, RoleKind kind) {
        return platform(site.open(team, kind));
    }

    private static MlPlatform platform(ObjectStore store) {
        return MlPlatform.builder().store(store, "").open();
    }
}
