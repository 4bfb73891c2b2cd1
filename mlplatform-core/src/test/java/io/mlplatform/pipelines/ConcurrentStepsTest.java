package io.mlplatform.pipelines;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.ConflictException;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.Settings;
import io.mlplatform.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps in several processes, each with a platform of its own over one store. */
class ConcurrentStepsTest {

    private static final int PROCESSES = 8;

    private final Lake lake = new Lake(new MemoryStore(new HandClock()));
    private final PipelineExecutions executions = lake.platform().pipelines().executions("growth/churn-train");
    private final ExecutorService threads = Executors.newFixedThreadPool(PROCESSES);
    private final CyclicBarrier start = new CyclicBarrier(PROCESSES);

    @AfterEach
    void close() {
        threads.shutdownNow();
        lake.close();
    }

    @Test
    void stepsThatRunAtOnceDoNotDisturbEachOther() throws Exception {
        PipelineExecution execution = executions.start("e1");

        atOnce((elsewhere, process) -> elsewhere
                .step("step-" + process)
                .begin()
                .addBytes("out", bytes("of " + process))
                .succeed());

        assertThat(execution.status().steps())
                .hasSize(PROCESSES)
                .allMatch(step -> step.state() == ExecutionState.SUCCEEDED);
        for (int process = 0; process < PROCESSES; process++) {
            StepOutput output = execution.output("step-" + process);
            assertThat(lake.platform().pipelines().open(output, "out")).hasContent("of " + process);
        }
    }

    @Test
    void ofAttemptsThatBeginAtOnceOneAloneWrites() throws Exception {
        PipelineExecution execution = executions.start("e1");
        List<StepAttempt> attempts =
                atOnce((elsewhere, process) -> elsewhere.step("train").begin());

        assertThat(attempts)
                .extracting(StepAttempt::number)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, PROCESSES).boxed().toList());
        long written = attempts.stream().filter(ConcurrentStepsTest::writes).count();
        assertThat(written).isEqualTo(1);
        assertThat(execution.output("train").attempt()).isEqualTo(PROCESSES);
    }

    private static boolean writes(StepAttempt attempt) {
        try {
            attempt.addBytes("model", bytes("of " + attempt.number())).succeed();
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    private interface Work<T> {
        T in(PipelineExecution elsewhere, int process);
    }

    private <T> List<T> atOnce(Work<T> work) throws Exception {
        List<Callable<T>> all = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            int process = i;
            all.add(() -> {
                MlPlatform ml = Lake.open(lake.store(), Settings.defaults());
                PipelineExecution elsewhere =
                        ml.pipelines().executions("growth/churn-train").get("e1");
                start.await(1, TimeUnit.MINUTES);
                return work.in(elsewhere, process);
            });
        }
        List<T> results = new ArrayList<>();
        for (Future<T> result : threads.invokeAll(all)) {
            results.add(result.get());
        }
        return results;
    }
}
