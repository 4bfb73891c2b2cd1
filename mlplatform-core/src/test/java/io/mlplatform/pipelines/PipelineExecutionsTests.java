package io.mlplatform.pipelines;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.ConflictException;
import io.mlplatform.Input;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.Settings;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of executions on any store. */
abstract class PipelineExecutionsTests {

    private final HandClock clock = new HandClock();
    private final Lake lake;
    private final PipelineArtifacts pipelines;
    private final PipelineExecutions executions;

    @TempDir
    Path folder;

    PipelineExecutionsTests(Function<Clock, ObjectStore> store) {
        this.lake = new Lake(store.apply(clock));
        this.pipelines = lake.platform().pipelines();
        this.executions = pipelines.executions("growth/churn-train");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void outputsLieUnderTheirStepAndAttempt() {
        PipelineExecution execution = executions.start("e1");
        attempt(execution).fail("no data");
        StepOutput output =
                attempt(execution).addBytes("model/weights", bytes("w")).succeed();

        assertThat(output.attempt()).isEqualTo(2);
        assertThat(pipelines.files(output)).extracting(VersionFile::path).containsExactly("model/weights");
        assertThat(lake.keys("/data/"))
                .anyMatch(key -> key.startsWith("pipelines/growth/churn-train/runs/e1/data/")
                        && key.endsWith("/steps/train/attempt-2/model/weights"));
        assertThat(executions.get("e1").output("train")).isEqualTo(output);
    }

    @Test
    void outputsAreFetchedByTheStepsOwnPaths() throws IOException {
        PipelineExecution execution = executions.start("e1");
        try (StepAttempt other = execution.step("evaluate").begin()) {
            other.addBytes("auc", bytes("0.9")).succeed();
        }
        StepOutput output =
                attempt(execution).addBytes("model/weights", bytes("w")).succeed();

        pipelines.fetch(output, folder.resolve("out"));

        assertThat(folder.resolve("out/model/weights")).hasContent("w");
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files).hasSize(1);
        }
        assertThat(pipelines.open(output, "model/weights")).hasContent("w");
        assertThatThrownBy(() -> pipelines.open(output, "auc")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aSecondAttemptFencesTheFirst() {
        PipelineExecution execution = executions.start("e1");
        StepAttempt first = attempt(execution);
        first.addBytes("model", bytes("old"));
        try (MlPlatform elsewhere = Lake.open(lake.store(), Settings.defaults())) {
            StepAttempt second = attempt(
                    elsewhere.pipelines().executions("growth/churn-train").get("e1"));

            assertThat(second.number()).isEqualTo(2);
            assertThatThrownBy(first::publish)
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("attempt 2 of step 'train' has taken over");
            assertThatThrownBy(first::succeed).isInstanceOf(ConflictException.class);
            assertThatThrownBy(first::heartbeat).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> first.fail("no")).isInstanceOf(ConflictException.class);
            first.close();

            second.addBytes("model", bytes("new")).succeed();
        }
        assertThat(lake.keys("attempt-1")).isEmpty();
        assertThat(pipelines.open(execution.output("train"), "model")).hasContent("new");
    }

    @Test
    void aStepThatThrowsHasFailed() {
        PipelineExecution execution = executions.start("e1");

        assertThatThrownBy(() -> {
                    try (StepAttempt attempt = attempt(execution)) {
                        attempt.addBytes("half", bytes("1")).publish();
                        throw new IOException("disk full");
                    }
                })
                .isInstanceOf(IOException.class)
                .hasNoSuppressedExceptions();

        assertThat(execution.status().steps()).singleElement().satisfies(step -> {
            assertThat(step.state()).isEqualTo(ExecutionState.FAILED);
            assertThat(step.reason()).isEqualTo("closed before it succeeded");
        });
        assertThat(execution.findOutput("train")).isEmpty();
        assertThatThrownBy(() -> execution.output("train")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void anAttemptEndsOnce() {
        PipelineExecution execution = executions.start("e1");
        StepAttempt attempt = attempt(execution);
        attempt.succeed();
        attempt.close();

        assertThatThrownBy(() -> attempt.fail("late")).isInstanceOf(ConflictException.class);
        assertThat(execution.output("train").files()).isZero();
    }

    @Test
    void anExecutionThatHasEndedTakesNothingMore() {
        PipelineExecution execution = executions.start("e1");
        StepAttempt attempt = attempt(execution);
        assertThatThrownBy(execution::succeed)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("still says that it runs");

        execution.fail("stopped by hand");

        assertThatThrownBy(attempt::succeed)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("ended as failed");
        assertThatThrownBy(() -> attempt(execution)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(execution::succeed).isInstanceOf(ConflictException.class);
    }

    @Test
    void anExecutionIsStartedOnce() {
        executions.start("e1");

        assertThatThrownBy(() -> executions.start("e1")).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> executions.get("e2")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> executions.status("e2")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> executions.start("a/b")).isInstanceOf(IllegalArgumentException.class);
        assertThat(executions.start().id()).hasSize(26);
    }

    @Test
    void silenceIsMeasuredByTheStoresClockAndBrokenByASignOfLife() {
        PipelineExecution execution = executions.start("e1");
        StepAttempt attempt = attempt(execution);
        clock.pass(Duration.ofMinutes(10));
        assertThat(execution.status().lost(Duration.ofMinutes(9)))
                .extracting(StepStatus::step)
                .containsExactly("train");
        assertThat(execution.status().lost(Duration.ofMinutes(11))).isEmpty();

        attempt.heartbeat();
        assertThat(execution.status().lost(Duration.ofMinutes(9))).isEmpty();

        clock.pass(Duration.ofMinutes(10));
        attempt.succeed();
        clock.pass(Duration.ofHours(10));
        assertThat(execution.status().lost(Duration.ofMinutes(9))).isEmpty();
    }

    @Test
    void anEqualStepOfAnEarlierExecutionIsFound() {
        DatasetVersion data = data("1");
        StepOutput made = prepare(executions.start("e1"), data)
                .begin()
                .addBytes("clean", bytes("1"))
                .succeed();
        StepOutput trained = train(executions.get("e1"), made, 6)
                .begin()
                .addBytes("model", bytes("m"))
                .succeed();
        clock.pass(Duration.ofSeconds(1));

        PipelineExecution second = executions.start("e2");
        StepOutput again =
                prepare(second, data).begin().addBytes("clean", bytes("1")).succeed();

        assertThat(train(second, again, 6).reusable()).contains(trained);
        assertThat(train(second, again, 7).reusable()).isEmpty();
        assertThat(second.step("other")
                        .uses(again, "train")
                        .parameter("depth", 6)
                        .reusable())
                .isEmpty();
        assertThat(prepare(second, data("2")).reusable()).isEmpty();
        assertThat(prepare(second, data).reusable()).contains(again);
    }

    @Test
    void whatFailedIsNotReused() {
        DatasetVersion data = data("1");
        StepAttempt attempt = prepare(executions.start("e1"), data).begin();
        attempt.addBytes("clean", bytes("1")).publish();
        attempt.fail("wrong");

        assertThat(prepare(executions.start("e2"), data).reusable()).isEmpty();
    }

    @Test
    void aStepIsPinnedWithWhatItUsedAndTheSourcesItRan() throws IOException {
        Files.writeString(folder.resolve("train.py"), "1");
        SourceRevision source = pipelines.sources("growth/churn-train").publish(folder, "");
        DatasetVersion data = data("1");
        PipelineExecution execution = executions.start("e1", source);
        StepAttempt attempt =
                executions.get("e1").step("train").uses(data, "train").begin();
        List<Input> used = List.of(new Input(source.ref(), "source"), new Input(data.ref(), "train"));

        assertThat(attempt.inputs()).isEqualTo(used);
        assertThat(attempt.pinned().uri()).isEqualTo("mlp://pipelines/growth/churn-train/runs/e1@1");
        StepOutput output = attempt.addBytes("model", bytes("m")).succeed();
        assertThat(output.inputs()).isEqualTo(used);
        assertThat(attempt.pinned()).isEqualTo(output.ref());
        assertThat(output.ref().uri()).isEqualTo("mlp://pipelines/growth/churn-train/runs/e1@2");
        assertThat(execution.step("train").uses(data, "train").fingerprint())
                .isNotEqualTo(
                        executions.start("e2").step("train").uses(data, "train").fingerprint());
    }

    @Test
    void theNewestExecutionsAreListedFirstALineEach() {
        executions.start("zz").succeed();
        clock.pass(Duration.ofSeconds(1));
        executions.start("mm").fail("no data");
        clock.pass(Duration.ofSeconds(1));
        attempt(executions.start("aa"));
        pipelines.executions("growth/other").start("bb");

        ExecutionList list = executions.list(2);
        assertThat(list.executions()).extracting(ExecutionStatus::id).containsExactly("aa", "mm");
        assertThat(list.total()).isEqualTo(3);
        assertThat(list.toString().lines())
                .satisfiesExactly(
                        running -> assertThat(running)
                                .startsWith(
                                        "aa running, began 2026-11-23T12:00:02Z; train running (attempt 1, silent for PT"),
                        failed -> assertThat(failed).isEqualTo("mm failed, began 2026-11-23T12:00:01Z: no data"),
                        rest -> assertThat(rest).isEqualTo("… and 1 older"));
        assertThat(pipelines.list()).containsExactly("growth/churn-train", "growth/other");
    }

    @Test
    void aLongReasonIsCutWhereItWouldStandInEveryEntry() {
        PipelineExecution execution = executions.start("e1");
        execution.fail("x".repeat(199) + "😀" + "y".repeat(100_000) + "\uD83D");

        assertThat(execution.status().reason()).isEqualTo("x".repeat(199));
        assertThat(lake.keys("runs/e1/_log/")).anyMatch(key -> lake.text(key).contains("😀yyy"));
    }

    private static StepAttempt attempt(PipelineExecution execution) {
        return execution.step("train").begin();
    }

    @Test
    void aParameterKeepsItsValue() {
        StepDraft step =
                executions.start("e1").step("train").parameter("depth", 6).parameter("shuffle", true);

        step.parameter("depth", 6).parameter("depth", 6.0).parameter("shuffle", true);
        assertThatThrownBy(() -> step.parameter("depth", 7))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'depth' is 6 already");
        assertThatThrownBy(() -> step.parameter("depth", "6")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> step.parameter("shuffle", false)).isInstanceOf(IllegalStateException.class);
        assertThat(step).asString().contains("{\"depth\":6,\"shuffle\":true}");
        assertThat(step.fingerprint())
                .isNotEqualTo(
                        executions.get("e1").step("train").parameter("depth", 6).fingerprint());
    }

    private static StepDraft prepare(PipelineExecution execution, DatasetVersion data) {
        return execution.step("prepare").uses(data);
    }

    private static StepDraft train(PipelineExecution execution, StepOutput prepared, long depth) {
        return execution.step("train").uses(prepared, "train").parameter("depth", depth);
    }

    private DatasetVersion data(String text) {
        return lake.platform()
                .datasets()
                .draft("growth/churn")
                .replace()
                .addBytes("churn.csv", bytes(text))
                .publish();
    }
}
