package io.mlplatform.testkit.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.experiments.Leaderboard;
import io.mlplatform.experiments.Run;
import io.mlplatform.experiments.RunSettings;
import io.mlplatform.experiments.RunStatus;
import io.mlplatform.experiments.RunSummary;
import io.mlplatform.experiments.Runs;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What runs cost in requests. */
class RunBudgetTest {

    private static final RunSettings SETTINGS = RunSettings.defaults().withFolder(Path.of("/"));

    private final SimulatedHours hours = new SimulatedHours();
    private final HopClock hops = new HopClock();
    private final ObjectStore memory = new MemoryStore(hours);
    private final MeteredObjectStore store = new MeteredObjectStore(memory, hops);
    private final ExecutorService threads = hops.executor(Executors.newFixedThreadPool(8));
    private final MlPlatform platform = MlPlatform.builder()
            .store(store, "")
            .executor(threads)
            .scheduler(hours.timer(), Runnable::run)
            .time(hours, new Random(7))
            .open();
    private final Runs runs = platform.workspace("growth").with(SETTINGS).runs();

    @AfterEach
    void close() {
        platform.close();
        threads.shutdownNow();
        hours.timer().shutdownNow();
        store.close();
    }

    @Test
    void theLeaderboardOfAThousandRunsIsOneGetARunAndThreeHops() {
        for (int number = 0; number < 1_000; number++) {
            double auc = number / 1_000.0;
            runs.run("churn/xgb", run -> run.metric("auc", auc));
        }
        Requests before = store.snapshot();

        Leaderboard board = runs.leaderboard("churn", "auc");

        Requests seen = store.since(before);
        assertThat(board.runs()).hasSize(1_000);
        assertThat(board.runs().get(0).metrics()).containsEntry("auc", 0.999);
        assertThat(seen.count(RequestKind.LIST)).as(seen::toString).isLessThanOrEqualTo(5);
        assertThat(seen.count(RequestKind.GET)).isEqualTo(1_000);
        assertThat(seen.all()).hasSizeLessThanOrEqualTo(1_005);
        assertThat(seen.hops()).isLessThanOrEqualTo(4);
    }

    @Test
    void aHundredThousandPointsInARowAreFewPuts() {
        Requests before = store.snapshot();

        Run made = runs.run("churn/xgb", run -> {
            for (int step = 0; step < 100_000; step++) {
                run.metric("train/loss", 1.0 / (step + 3), step);
            }
            return run;
        });

        requireBudget(before, made);
    }

    @Test
    void aHundredThousandPointsInAnHourAreFewPutsHeartbeatsIncluded() {
        Requests before = store.snapshot();

        Run made = runs.run("churn/xgb", run -> {
            for (int step = 0; step < 100_000; step++) {
                run.metric("train/loss", 1.0 / (step + 3), step);
                hours.pass(Duration.ofMillis(36));
            }
            return run;
        });

        requireBudget(before, made);
    }

    private void requireBudget(Requests before, Run made) {
        Requests seen = store.since(before);
        assertThat(seen.count(RequestKind.PUT) + seen.count(RequestKind.UPLOAD))
                .as(seen::toString)
                .isLessThanOrEqualTo(150);
        String name = made.name().value();
        RunSummary summary = runs.get(name);
        assertThat(summary.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(summary.points()).isEqualTo(100_000);
        assertThat(runs.points(name, "train/loss")).hasSize(100_000);
    }
}
