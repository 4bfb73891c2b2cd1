package io.mlplatform.features;

import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mlplatform.MlPlatform;
import io.mlplatform.store.MemoryStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteTimeTest {

    @TempDir
    private Path folder;

    @Test
    void writeTimesAreTheStoresAlsoWhereAMachinesClockIsAYearAhead() {
        try (MemoryStore store = new MemoryStore(Clock.fixed(Lake.NOW, ZoneOffset.UTC));
                MlPlatform ahead = MlPlatform.builder()
                        .store(store, "")
                        .time(Clock.fixed(Lake.NOW.plus(Duration.ofDays(365)), ZoneOffset.UTC), new Random(1))
                        .open()) {
            FeatureRepository early = FeatureRepository.of(ahead);
            early.define(Lake.activity().build());

            FeatureGroupVersion version = early.draft("growth/activity")
                    .add(visits(1, "2026-11-23T10:00:00Z", 1))
                    .publish();

            early.fetch(version, folder.resolve("early"));
            assertThat(ParquetRows.read(folder.resolve("early")
                            .resolve(early.files(version).get(0).path())))
                    .extracting(row -> row.get("write_time"), row -> row.get("api_invocation_time"))
                    .containsExactly(tuple(Lake.NOW, Lake.NOW));
        }
    }
}
