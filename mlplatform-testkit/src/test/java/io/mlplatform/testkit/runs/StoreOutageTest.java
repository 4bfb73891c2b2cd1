package io.mlplatform.testkit.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.Settings;
import io.mlplatform.experiments.MetricPoint;
import io.mlplatform.experiments.Run;
import io.mlplatform.experiments.RunSettings;
import io.mlplatform.experiments.RunStatus;
import io.mlplatform.experiments.Runs;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.RequestKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs while the store is away: they go on, and nothing is lost as long as the process lives. */
class StoreOutageTest {

    private final SimulatedHours hours = new SimulatedHours();
    private final AtomicBoolean away = new AtomicBoolean();
    private final MemoryStore memory = new MemoryStore(hours);

    @AfterEach
    void close() {
        hours.timer().shutdownNow();
        memory.close();
    }

    @Test
    void pointsAreHeldWhileTheStoreIsAwayAndCommittedWhenItIsBack() {
        try (MlPlatform platform = platform(Fault.LOST_REQUEST, RequestKind.LIST)) {
            Runs runs = runs(platform);
            Run run = runs.start("churn/xgb");
            away.set(true);
            for (int step = 0; step < 60; step++) {
                run.metric("auc", step, step);
                hours.pass(Duration.ofSeconds(10));
            }
            assertThatThrownBy(run::flush).isInstanceOf(MlPlatformException.class);
            away.set(false);
            assertThat(runs.get(run.name().value()).points()).isZero();

            hours.pass(Duration.ofSeconds(10));

            assertThat(values(runs, run)).isEqualTo(expected(60));
            run.succeed();
        }
    }

    @Test
    void whoeverMeasuresIsToldOnceTooMuchIsHeld() {
        try (MlPlatform platform = platform(Fault.LOST_REQUEST, RequestKind.LIST)) {
            Run run = runs(platform).start("churn/xgb");
            away.set(true);

            assertThatThrownBy(() -> {
                        for (int step = 0; step < 1_000; step++) {
                            run.metric("auc", step, step);
                        }
                    })
                    .isInstanceOf(MlPlatformException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_REQUEST", "LOST_RESPONSE"})
    void aCommitOfUnknownOutcomeIsRepeatedWithoutDoublingPoints(Fault fault) {
        try (MlPlatform platform = platform(fault, RequestKind.PUT)) {
            Runs runs = runs(platform);
            Run run = runs.start("churn/xgb");
            run.metric("auc", 0, 0);
            away.set(true);
            assertThatThrownBy(run::flush).isInstanceOf(CommitOutcomeUnknownException.class);
            away.set(false);
            run.metric("auc", 1, 1).succeed();

            assertThat(runs.get(run.name().value()).status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(runs.get(run.name().value()).points()).isEqualTo(2);
            assertThat(values(runs, run)).isEqualTo(expected(2));
        }
    }

    @Test
    void closingKeepsAnOutcomeThatMayHaveBeenWritten() {
        try (MlPlatform platform = platform(Fault.LOST_RESPONSE, RequestKind.PUT)) {
            Runs runs = runs(platform);
            Run run = runs.start("churn/xgb");
            away.set(true);
            assertThatThrownBy(run::succeed).isInstanceOf(CommitOutcomeUnknownException.class);
            away.set(false);

            run.close();

            assertThat(runs.get(run.name().value()).status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(runs.get(run.name().value()).reason()).isEmpty();
        }
    }

    @Test
    void anOutcomeThatStandsIsRepeatedButNotReplaced() {
        try (MlPlatform platform = platform(Fault.LOST_RESPONSE, RequestKind.PUT)) {
            Runs runs = runs(platform);
            Run run = runs.start("churn/xgb");
            away.set(true);
            assertThatThrownBy(run::succeed).isInstanceOf(CommitOutcomeUnknownException.class);
            away.set(false);

            assertThatThrownBy(() -> run.fail("second thoughts"))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("succeeded");
            run.succeed();

            assertThat(runs.get(run.name().value()).status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aRunWhoseOutcomeWasNotWrittenTakesPointsAgain() {
        try (MlPlatform platform = platform(Fault.LOST_REQUEST, RequestKind.LIST)) {
            Runs runs = runs(platform);
            Run run = runs.start("churn/xgb");
            away.set(true);
            assertThatThrownBy(run::succeed).isInstanceOf(MlPlatformException.class);
            away.set(false);

            run.metric("auc", 0, 0).succeed();

            assertThat(values(runs, run)).isEqualTo(expected(1));
        }
    }

    // Of the log's own requests: an entry that is put while the store is away cannot be read back either.
    private MlPlatform platform(Fault fault, RequestKind kind) {
        FaultScriptedStore store = new FaultScriptedStore(
                memory,
                FaultRule.every(fault).of(kind).on(key -> away.get() && key.contains("/_log/")),
                FaultRule.every(Fault.LOST_REQUEST)
                        .of(RequestKind.GET)
                        .on(key -> away.get() && kind == RequestKind.PUT && key.contains("0000000001.json")));
        return MlPlatform.builder()
                .store(store, "")
                .settings(Settings.defaults().withResends(0))
                .scheduler(hours.timer(), Runnable::run)
                .time(hours, new Random(3))
                .open();
    }

    private static Runs runs(MlPlatform platform) {
        RunSettings settings = RunSettings.defaults().withFolder(Path.of("/")).withBatchBytes(2_000);
        return platform.workspace("growth").with(settings).runs();
    }

    private static List<Double> values(Runs runs, Run run) {
        return runs.points(run.name().value(), "auc").stream()
                .map(MetricPoint::value)
                .toList();
    }

    private static List<Double> expected(int count) {
        return IntStream.range(0, count).mapToObj(Double::valueOf).toList();
    }
}
