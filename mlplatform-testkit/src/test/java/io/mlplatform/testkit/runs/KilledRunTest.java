package io.mlplatform.testkit.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.experiments.MetricPoint;
import io.mlplatform.experiments.Run;
import io.mlplatform.experiments.RunStatus;
import io.mlplatform.experiments.Runs;
import io.mlplatform.store.LocalStore;
import io.mlplatform.testkit.format.FormatReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose process dies by SIGKILL at any moment. */
class KilledRunTest {

    private static final long WITHOUT_END = 1_000_000_000;
    private static final int BATCH = 200;
    private static final int ANY_DELAY_NANOS = 30_000_000;

    @Test
    void ofAKilledRunOnlyTheUnflushedBatchIsMissingAndItIsShownAsLost(@TempDir Path folder) throws Exception {
        kill(folder, 4, new Random(1));
    }

    @Test
    @Tag("soak")
    void thatHoldsForManyKills(@TempDir Path folder) throws Exception {
        kill(folder, 60, new Random(2));
    }

    private static void kill(Path folder, int kills, Random random) throws Exception {
        for (int kill = 0; kill < kills; kill++) {
            try (Measuring measuring = Measuring.start(folder, WITHOUT_END, BATCH)) {
                measuring.awaitFlushes(random.nextInt(5));
                LockSupport.parkNanos(random.nextInt(ANY_DELAY_NANOS));
                long acknowledged = measuring.kill();
                requireAllButTheBatch(folder, measuring.name(), acknowledged);
            }
        }
        assertThat(FormatReader.read(folder).findings()).isEmpty();
    }

    private static void requireAllButTheBatch(Path folder, String name, long acknowledged) {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
        try (LocalStore store = LocalStore.open(folder, later);
                MlPlatform platform = MlPlatform.builder().store(store, "").open()) {
            Runs runs = platform.workspace("growth").runs();
            assertThat(runs.get(name).status()).isEqualTo(RunStatus.LOST);
            List<Long> steps = steps(runs, name);
            assertThat(steps.size()).isGreaterThanOrEqualTo((int) acknowledged);
            assertThat(steps)
                    .isEqualTo(LongStream.range(0, steps.size()).boxed().toList());

            try (Run resumed = runs.resume(name)) {
                resumed.metric("count", steps.size(), steps.size()).succeed();
            }

            assertThat(runs.get(name).status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(steps(runs, name)).hasSize(steps.size() + 1);
        }
    }

    private static List<Long> steps(Runs runs, String name) {
        return runs.points(name, "count").stream()
                .map(MetricPoint::step)
                .map(step -> step.orElseThrow())
                .toList();
    }
}
