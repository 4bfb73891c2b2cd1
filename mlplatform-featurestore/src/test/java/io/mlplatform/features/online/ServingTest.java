package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.MlPlatform;
import io.mlplatform.features.FeatureDraft;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.store.MemoryStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingTest {

    private static final int THINGS = 2_500;
    private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-02T00:00:00Z");

    @TempDir
    private Path folder;

    private final SetClock clock = SetClock.ticking("2026-11-23T12:00:00Z");
    private final FeatureGroup group =
            OnlineStoreContract.named("growth/serving").build();
    private MlPlatform ml;
    private OnlineStore store;
    private Serving serving;
    private FeatureGroupVersion version;

    @BeforeEach
    void ingest() {
        ml = MlPlatform.builder()
                .store(new MemoryStore(clock), "")
                .time(clock, new Random(7))
                .open();
        store = EmbeddedOnlineStore.open(folder.resolve("online.mv"), clock);
        FeatureRepository features = FeatureRepository.of(ml);
        features.define(group);
        FeatureDraft draft = features.draft("growth/serving");
        for (long customer = 0; customer < THINGS; customer++) {
            draft.add(Map.of("customer", customer, "at", FIRST, "visits", customer));
        }
        draft.add(Map.of("customer", 1L, "at", LATER, "visits", -1L));
        version = draft.publish();
        serving = Serving.of(features, store, clock);
    }

    @AfterEach
    void close() {
        store.close();
        ml.close();
    }

    @Test
    void aWindowEndsBeforeItsEnd() {
        serving.materialize(version, FIRST, LATER);
        assertThat(visits(1)).isEqualTo(1L);

        serving.materialize(version, FIRST, LATER.plusNanos(1_000));
        assertThat(visits(1)).isEqualTo(-1L);
        assertThat(serving.materialize(version, LATER, LATER).outcomes()).isEmpty();
    }

    @Test
    void aMaterialisationGoesOnBehindWhatItTold() {
        List<MaterializationProgress> told = new ArrayList<>();
        MaterializationProgress begin = MaterializationProgress.begin(version.ref(), FIRST, LATER);
        serving.materialize(version, begin, told::add);
        assertThat(told).extracting(MaterializationProgress::rows).containsExactly(1_000L, 2_000L, 2_500L);

        store.drop(group);
        MaterializationProgress second =
                MaterializationProgress.parse(told.get(1).toString());
        assertThat(second).isEqualTo(told.get(1));
        MaterializationReport rest = serving.materialize(version, second, progress -> {});

        assertThat(rest.count(RecordOutcome.Kind.STORED)).isEqualTo(500);
        assertThat(rest.progress()).isEqualTo(told.get(2));
        assertThat(visits(0)).isNull();
        assertThat(visits(2_499)).isEqualTo(2_499L);
    }

    @Test
    void progressOfAnotherVersionIsRefused() {
        MaterializationProgress other = new MaterializationProgress("mlp://features/growth/other@1", FIRST, LATER, 0);

        assertThatThrownBy(() -> serving.materialize(version, other, progress -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("growth/other");
    }

    @Test
    void aCheckNamesWhatDiffers() {
        serving.materialize(version, FIRST, LATER.plusSeconds(1));
        assertThat(serving.check(version, 100, 1)).isEqualTo(new ConsistencyReport(100, 0, List.of()));

        store.delete(group, RecordKey.of(7L), LATER, Deletion.HARD);
        store.delete(group, RecordKey.of(8L), LATER, Deletion.SOFT);
        store.delete(group, RecordKey.of(9L), LATER, Deletion.HARD);
        store.put(group, OnlineRecord.of(RecordKey.of(9L), FIRST.minusSeconds(1), Map.of("visits", 9L)));
        ConsistencyReport report = serving.check(version, THINGS, 1);

        assertThat(report.compared()).isEqualTo(THINGS);
        assertThat(report.ahead()).isEqualTo(1);
        assertThat(report.differences()).hasSize(2);
        assertThat(report.differences().get(0)).contains("[7]").contains("missing");
        assertThat(report.differences().get(1)).contains("[9]").contains("found");
    }

    private Object visits(long customer) {
        return store.get(group, RecordKey.of(customer)).features().get("visits");
    }
}
