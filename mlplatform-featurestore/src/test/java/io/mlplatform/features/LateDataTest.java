package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Late data lands in old days, a correction replaces what it corrects, and nothing that came before is written again. */
class LateDataTest {

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @BeforeEach
    void define() {
        features.define(Lake.activity().build());
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void lateRowsAndCorrectionsGoToTheirOwnDayAndCountFromTheVersionOn() {
        FeatureGroupVersion first = features.draft("growth/activity")
                .add(Lake.visits(1, "2026-11-23T10:00:00Z", 5))
                .publish();
        FeatureGroupVersion late = features.draft("growth/activity")
                .add(Lake.visits(1, "2026-11-01T10:00:00Z", 1))
                .add(Lake.visits(1, "2026-11-23T10:00:00Z", 6))
                .publish();
        FeatureGroupVersion overruled = features.draft("growth/activity")
                .add(Lake.visits(1, "2026-11-23T10:00:00Z", 7, "2026-11-23T09:00:00Z"))
                .publish();

        assertThat(features.files(late))
                .extracting(file -> file.path().substring(0, 21))
                .containsExactly("event_date=2026-11-01", "event_date=2026-11-23", "event_date=2026-11-23");
        assertThat(features.files(late)).containsAll(features.files(first));
        assertThat(visitsAt(first, "2026-11-02T00:00:00Z")).isNull();
        assertThat(visitsAt(late, "2026-11-02T00:00:00Z")).isEqualTo(1L);
        assertThat(visitsAt(first, "2026-11-24T00:00:00Z")).isEqualTo(5L);
        assertThat(visitsAt(late, "2026-11-24T00:00:00Z")).isEqualTo(6L);
        // Ingested last, but made before: it corrects nothing.
        assertThat(visitsAt(overruled, "2026-11-24T00:00:00Z")).isEqualTo(6L);
    }

    private Object visitsAt(FeatureGroupVersion version, String time) {
        Path file = folder.resolve(version.version() + time.replace(':', '-') + ".parquet");
        features.trainingSet(Spine.records(List.of(Lake.point(1, time))), "t")
                .join(version)
                .write(file);
        return ParquetRows.read(file).get(0).get("visits");
    }

    @Test
    void aLateTombstoneEndsWhatHoldsAtItsTimeAndNotWhatCameLater() {
        features.draft("growth/activity")
                .add(Lake.visits(1, "2026-11-20T10:00:00Z", 5))
                .add(Lake.visits(1, "2026-11-23T10:00:00Z", 6))
                .publish();
        FeatureGroupVersion deleted = features.draft("growth/activity")
                .delete(Map.of("customer", 1L), Lake.at("2026-11-21T00:00:00Z"))
                .publish();

        assertThat(visitsAt(deleted, "2026-11-20T12:00:00Z")).isEqualTo(5L);
        assertThat(visitsAt(deleted, "2026-11-22T00:00:00Z")).isNull();
        assertThat(visitsAt(deleted, "2026-11-24T00:00:00Z")).isEqualTo(6L);
    }
}
