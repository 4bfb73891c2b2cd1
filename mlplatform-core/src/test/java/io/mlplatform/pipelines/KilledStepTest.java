package io.mlplatform.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.ChildJvm;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.Settings;
import io.mlplatform.store.LocalStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledStepTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void aKilledStepIsSeenOnceItHasBeenSilentAndTheNextAttemptTakesOver() throws Exception {
        try (MlPlatform ml = MlPlatform.open(folder.toUri().toString())) {
            PipelineExecution execution =
                    ml.pipelines().executions("growth/churn-train").start("e1");
            try (ChildJvm step = ChildJvm.start(
                    "022",
                    "C.UTF-8",
                    List.of(),
                    StepProcess.class,
                    folder.toUri().toString(),
                    "e1")) {
                assertThat(step.line()).isEqualTo("began 1");
                step.kill();
            }

            assertThat(execution.status().lost(PATIENCE)).isEmpty();
            assertThat(tenMinutesLater()).singleElement().satisfies(lost -> {
                assertThat(lost.step()).isEqualTo("train");
                assertThat(lost.state()).isEqualTo(ExecutionState.RUNNING);
                assertThat(lost.silent()).isGreaterThan(Duration.ofMinutes(9));
            });

            try (StepAttempt second = execution.step("train").begin()) {
                assertThat(second.number()).isEqualTo(2);
                assertThat(ml.pipelines()
                                .files(second.addBytes("model", Lake.bytes("m")).succeed()))
                        .extracting("path")
                        .containsExactly("model");
            }
            assertThat(tenMinutesLater()).isEmpty();
        }
    }

    private List<StepStatus> tenMinutesLater() {
        LocalStore store = LocalStore.open(folder, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
        try (store;
                MlPlatform later = Lake.open(store, Settings.defaults())) {
            return later.pipelines()
                    .executions("growth/churn-train")
                    .status("e1")
                    .lost(PATIENCE);
        }
    }
}
