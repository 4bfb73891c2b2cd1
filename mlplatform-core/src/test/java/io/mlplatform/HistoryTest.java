package io.mlplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void aHistoryIsALineAVersionAndTellsHowManyAreOlder() {
        History<DatasetVersion> history = new History<>(List.of(version(12, "June refresh"), version(11, "")), 12);

        assertThat(history.toString().lines())
                .containsExactly(
                        "@12    2026-11-23T12:00:00Z       3 files         4096 bytes  June refresh",
                        "@11    2026-11-23T12:00:00Z       3 files         4096 bytes  ".stripTrailing() + "  ",
                        "… and 10 older");
    }

    @Test
    void aWholeHistoryEndsWithItsOldestVersion() {
        assertThat(new History<>(List.of(version(1, "First")), 1).toString())
                .endsWith("First")
                .doesNotContain("older");
    }

    private static DatasetVersion version(long number, String message) {
        PinnedRef ref = new PinnedRef(Zone.DATASETS, EntityName.of("growth/churn"), number, Digest.of("x"));
        return new DatasetVersion(
                ref,
                Instant.parse("2026-11-23T12:00:00Z"),
                message,
                3,
                4096,
                List.of(),
                List.of(),
                List.of(),
                Verified.SHA256);
    }
}
