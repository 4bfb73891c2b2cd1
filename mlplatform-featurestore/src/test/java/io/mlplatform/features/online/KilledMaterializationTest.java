package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.features.FeatureDraft;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledMaterializationTest {

    private static final int THINGS = 3_500;
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-02T00:00:00Z");

    @TempDir
    private Path folder;

    private final FeatureGroup group =
            OnlineStoreContract.named("growth/killed").build();

    @Test
    void anotherProcessGoesOnWhereAKilledOneHadTold() throws Exception {
        String lake = folder.resolve("lake").toUri().toString();
        Path file = folder.resolve("online.mv");
        FeatureGroupVersion version = ingest(lake);
        String told;
        try (OtherProcess killed =
                OtherProcess.start(MaterializingProcess.class, folder, lake, version.ref(), FROM, TO, file, 3)) {
            killed.nextLine();
            told = killed.nextLine();
            assertThat(killed.nextLine()).isEqualTo(MaterializingProcess.STOPPED);
            killed.kill();
        }
        MaterializationProgress progress = MaterializationProgress.parse(told);
        assertThat(progress.rows()).isEqualTo(2_000);

        try (MlPlatform ml = MlPlatform.open(lake);
                OnlineStore store = EmbeddedOnlineStore.open(file, Clock.systemUTC())) {
            Serving serving = Serving.of(FeatureRepository.of(ml), store, Clock.systemUTC());
            MaterializationReport rest = serving.materialize(version, progress, next -> {});

            assertThat(rest.outcomes())
                    .isEqualTo(Map.of(RecordOutcome.Kind.UNCHANGED, 500L, RecordOutcome.Kind.STORED, 1_000L));
            assertThat(rest.progress().rows()).isEqualTo(THINGS);
            assertThat(serving.check(version, THINGS, 1)).isEqualTo(new ConsistencyReport(THINGS, 0, List.of()));
        }
    }

    private FeatureGroupVersion ingest(String lake) {
        try (MlPlatform ml = MlPlatform.open(lake)) {
            FeatureRepository features = FeatureRepository.of(ml);
            features.define(group);
            FeatureDraft draft = features.draft(group.name().value());
            for (long customer = 0; customer < THINGS; customer++) {
                draft.add(Map.of("customer", customer, "at", FROM, "visits", customer));
            }
            return draft.publish();
        }
    }
}
