package io.mlplatform;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.MemoryStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

    @Test
    void theRateIsTheAverageSoFarAndTheRestIsReckonedByIt() {
        Progress half = new Progress("fetch x", 1, 4, 3_000, 12_000, Duration.ofSeconds(2));
        assertThat(half.bytesPerSecond()).isEqualTo(1_500);
        assertThat(half.remaining()).contains(Duration.ofSeconds(6));
    }

    @Test
    void beforeAnyTimeHasPassedThereIsNoRate() {
        Progress begun = new Progress("fetch x", 0, 4, 3_000, 12_000, Duration.ZERO);
        assertThat(begun.bytesPerSecond()).isZero();
        assertThat(begun.remaining()).isEmpty();
    }

    @Test
    void repeatedPartsLeaveNothingToWaitFor() {
        Progress repeated = new Progress("fetch x", 1, 4, 15_000, 12_000, Duration.ofSeconds(2));
        assertThat(repeated.remaining()).contains(Duration.ZERO);
    }

    @Test
    void theLastReportHasNothingLeft() {
        assertThat(new Progress("fetch x", 4, 4, 0, 0, Duration.ZERO).remaining())
                .contains(Duration.ZERO);
    }

    @Test
    void fetchesTellHowFastTheyGo(@TempDir Path folder) {
        Clock clock = new Lake.Ticks();
        List<Progress> reports = new ArrayList<>();
        try (MemoryStore store = new MemoryStore(clock);
                MlPlatform ml = MlPlatform.builder()
                        .store(store, "")
                        .time(clock, new Random(1))
                        .progress(reports::add)
                        .open()) {
            DatasetVersion version = ml.datasets()
                    .draft("growth/churn")
                    .addBytes("a.csv", bytes("a,b\n".repeat(10_000)))
                    .publish();
            reports.clear();
            ml.datasets().fetch(version, folder.resolve("out"));
        }

        assertThat(reports).isNotEmpty();
        Progress last = reports.get(reports.size() - 1);
        assertThat(last.isDone()).isTrue();
        assertThat(last.elapsed()).isPositive();
        assertThat(last.bytesPerSecond()).isPositive();
    }
}
