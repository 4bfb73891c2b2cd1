package io.mlplatform.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a run commits by itself, and when it shows that it lives. */
class RunPulseTest {

    private final Hands hands = new Hands();
    private final MemoryStore store = new MemoryStore(hands);
    private final Workbench bench = new Workbench(store, hands, "anna");
    private final Run run = bench.runs().start("churn/xgb");
    private final String name = run.name().value();

    @AfterEach
    void close() {
        bench.close();
        store.close();
    }

    @Test
    void pointsAreCommittedOnceTheIntervalIsOver() {
        run.metric("auc", 0.5);
        hands.pass(Duration.ofSeconds(29));
        assertThat(bench.runs().get(name).points()).isZero();

        hands.pass(Duration.ofSeconds(1));

        assertThat(bench.runs().get(name).points()).isEqualTo(1);
        assertThat(bench.runs().get(name).version()).isEqualTo(2);
    }

    @Test
    void paramsAloneAreCommittedWithoutAVersion() {
        run.param("depth", 6);
        hands.pass(Duration.ofSeconds(30));

        assertThat(bench.runs().get(name).params()).hasToString("{depth=6}");
        assertThat(bench.runs().get(name).version()).isEqualTo(1);
    }

    @Test
    void theIntervalDoublesWithEverySixthCommit() {
        for (int second = 0; second < 24 * 3_600; second += 10) {
            run.metric("auc", second);
            hands.pass(Duration.ofSeconds(10));
        }

        assertThat(bench.runs().get(name).version()).isBetween(45L, 60L);
        assertThat(FlushPace.interval(Duration.ofSeconds(30), 5)).hasSeconds(30);
        assertThat(FlushPace.interval(Duration.ofSeconds(30), 6)).hasSeconds(60);
        assertThat(FlushPace.interval(Duration.ofSeconds(30), 13)).hasSeconds(120);
        assertThat(FlushPace.interval(Duration.ofSeconds(30), 1_000_000)).hasSeconds(30L << 20);
    }

    @Test
    void aFullBatchIsCommittedAtOnce() {
        Run small = bench.workspace()
                .with(Workbench.SETTINGS.withBatchBytes(1_000))
                .runs()
                .start("churn/small");
        for (int step = 0; step < 100; step++) {
            small.metric("auc", 0.5, step);
        }

        RunSummary summary = bench.runs().get(small.name().value());
        assertThat(summary.points()).isBetween(85L, 100L);
        assertThat(summary.version()).isBetween(7L, 12L);
    }

    @Test
    void pointsOfSeveralThreadsAreAllKeptAndEachThreadsInOrder() throws Exception {
        Runs runs =
                bench.workspace().with(Workbench.SETTINGS.withBatchBytes(5_000)).runs();
        Run shared = runs.start("churn/shared");
        List<Callable<Run>> threads = new ArrayList<>();
        for (String metric : List.of("a", "b", "c", "d")) {
            threads.add(() -> {
                for (int step = 0; step < 500; step++) {
                    shared.metric(metric, step, step);
                }
                return shared;
            });
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads.size());
        for (Future<Run> done : executor.invokeAll(threads)) {
            done.get();
        }
        executor.shutdown();
        shared.succeed();

        String sharedName = shared.name().value();
        assertThat(runs.get(sharedName).points()).isEqualTo(2_000);
        for (String metric : List.of("a", "b", "c", "d")) {
            assertThat(Workbench.values(runs.points(sharedName, metric)))
                    .isEqualTo(IntStream.range(0, 500).mapToObj(Double::valueOf).toList());
        }
    }

    @Test
    void theHeartbeatRewritesTheCopyOfTheHeadAndNothingElse() {
        List<String> before = keys();

        hands.pass(Duration.ofMinutes(2));

        assertThat(keys()).isEqualTo(before);
        assertThat(bench.runs().get(name).lastSign()).isEqualTo(hands.instant());
    }

    @Test
    void aMissingCopyOfTheHeadIsMadeAnewByTheHeartbeat() {
        store.delete(List.of(headCopy()));
        assertThat(bench.runs().list("churn")).hasSize(1);
        assertThat(bench.runs().get(name).status()).isEqualTo(RunStatus.RUNNING);

        hands.pass(Duration.ofMinutes(2));

        assertThat(store.head(headCopy())).isPresent();
        assertThat(bench.runs().get(name).lastSign()).isEqualTo(hands.instant());
    }

    @Test
    void aDamagedCopyOfTheHeadIsNotBelieved() {
        store.put(headCopy(), Content.of("{}"), PutCondition.always());

        assertThat(bench.runs().list("churn").get(0).status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void aRunThatWasTakenOverFallsSilent() {
        try (Workbench other = new Workbench(store, new Hands(), "ben")) {
            other.runs().resume(name).succeed();
        }
        int entries = entries();

        hands.pass(Duration.ofMinutes(2));
        hands.pass(Duration.ofMinutes(2));

        assertThat(entries()).isEqualTo(entries);
        assertThatThrownBy(() -> run.metric("auc", 1)).isInstanceOf(ConflictException.class);
    }

    private ObjectKey headCopy() {
        return ObjectKey.of("experiments/" + name + "/_head.json");
    }

    private int entries() {
        return (int) keys().stream().filter(key -> key.contains("/_log/")).count();
    }

    private List<String> keys() {
        return store.list("", "", Delimiter.NONE, 1_000).objects().stream()
                .map(object -> object.key().value())
                .toList();
    }
}
