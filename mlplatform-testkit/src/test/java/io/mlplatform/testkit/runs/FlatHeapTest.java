package io.mlplatform.testkit.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.experiments.RunStatus;
import io.mlplatform.experiments.RunSummary;
import io.mlplatform.store.LocalStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlatHeapTest {

    private static final int POINTS = 1_000_000;

    /** A million points are 90 MB as they are stored, and more as objects: a process that kept them would not end well. */
    @Test
    void aMillionPointsAreMeasuredInAHeapOf24Megabytes(@TempDir Path folder) throws Exception {
        try (Measuring measuring = Measuring.start(folder, POINTS, POINTS + 1L, "-Xmx24m")) {
            assertThat(measuring.exitValue()).isZero();

            try (LocalStore store = LocalStore.open(folder, Clock.systemUTC());
                    MlPlatform platform = MlPlatform.builder().store(store, "").open()) {
                RunSummary run = platform.workspace("growth").runs().get(measuring.name());
                assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
                assertThat(run.points()).isEqualTo(POINTS);
                assertThat(run.metrics()).containsEntry("count", POINTS - 1.0);
            }
        }
    }
}
