package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.PinnedRef;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.pipelines.ExecutionState;
import io.mlplatform.pipelines.PipelineExecution;
import io.mlplatform.pipelines.PipelineSources;
import io.mlplatform.pipelines.SourceExport;
import io.mlplatform.pipelines.SourceRevision;
import io.mlplatform.pipelines.StepAttempt;
import io.mlplatform.pipelines.StepDraft;
import io.mlplatform.pipelines.StepOutput;
import io.mlplatform.pipelines.StepStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelinesPageTest {

    @TempDir
    Path folder;

    private final MlPlatform ml = MlPlatform.open("mem:");

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectories(folder.resolve("train/__pycache__"));
        Files.writeString(folder.resolve("train/train.py"), "print('train')\n");
        Files.writeString(folder.resolve("train/__pycache__/train.pyc"), "compiled");
        Files.writeString(folder.resolve("clean.csv"), "id\n1\n");
        Files.writeString(folder.resolve("model.onnx"), "not looked at");
    }

    @AfterEach
    void close() {
        ml.close();
    }

    @Test
    void goesFromSourcesToAModel() throws Exception {
        SourceRevision source = publishSources();
        prepare(source);
        PipelineExecution execution = train();
        assertThat(execution.status().state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(folder.resolve("work/clean.csv")).hasContent("id\n1");

        looksForLostSteps(execution);
        findsWhatCanBeReused(execution);
        promotes(execution);
        promotesPartitions();
    }

    private SourceRevision publishSources() {
        PipelineSources sources = ml.pipelines().sources("growth/churn-train");
        SourceRevision source = sources.draft(folder.resolve("train"))
                .exclude("**/__pycache__")
                .message("deeper trees")
                .publish();

        Optional<String> versionId = sources.exported().flatMap(SourceExport::versionId);

        assertThat(versionId).as("memory keeps no versions of objects").isEmpty();
        return source;
    }

    private void prepare(SourceRevision source) {
        DatasetVersion raw = ml.datasets()
                .draft("growth/raw")
                .addBytes("raw.csv", "id\n1\n1\n".getBytes(StandardCharsets.UTF_8))
                .publish();

        PipelineExecution execution =
                ml.pipelines().executions("growth/churn-train").start("e-1017", source);
        try (StepAttempt attempt = execution.step("prepare").uses(raw).begin()) {
            attempt.addFile(folder.resolve("clean.csv"), "clean.csv").succeed();
        }
    }

    private PipelineExecution train() {
        PipelineExecution execution =
                ml.pipelines().executions("growth/churn-train").get("e-1017");
        StepOutput clean = execution.output("prepare");
        ml.pipelines().fetch(clean, folder.resolve("work"));
        try (StepAttempt attempt = execution
                .step("train")
                .uses(clean, "train")
                .parameter("depth", 6)
                .begin()) {
            attempt.addFile(folder.resolve("model.onnx"), "model.onnx").succeed();
        }
        execution.succeed();
        return execution;
    }

    private void looksForLostSteps(PipelineExecution execution) {
        List<StepStatus> lost = execution.status().lost(Duration.ofMinutes(30));
        System.out.println(ml.pipelines().executions("growth/churn-train").list());

        assertThat(lost).isEmpty();
    }

    private void findsWhatCanBeReused(PipelineExecution execution) {
        StepOutput clean = execution.output("prepare");

        StepDraft step = execution.step("train").uses(clean, "train").parameter("depth", 6);
        Optional<StepOutput> made = step.reusable();

        assertThat(made).contains(execution.output("train"));
    }

    private void promotes(PipelineExecution execution) throws InterruptedException {
        ModelVersion model = ml.pipelines().toModel(execution.output("train"), "growth/churn", "model.onnx");
        DatasetVersion data = ml.pipelines().toDataset(execution.output("prepare"), "growth/churn");

        assertThat(ml.lineage().of(model).toString())
                .contains("runs/e-1017@3")
                .contains("runs/e-1017@2")
                .contains("growth/raw@1")
                .contains("sources@1");
        waits(ml.pipelines().toDataset(execution.output("prepare"), "growth/churn"), data);
    }

    private void promotesPartitions() {
        PipelineExecution execution =
                ml.pipelines().executions("growth/churn-train").start("e-1018");
        try (StepAttempt attempt = execution.step("split").begin()) {
            attempt.addFile(folder.resolve("clean.csv"), "split=train/clean.csv")
                    .succeed();
        }

        DatasetVersion parts = ml.pipelines()
                .draftDataset(execution.output("split"), "growth/parts")
                .partitionBy("split")
                .publish();

        assertThat(parts.partitionBy()).containsExactly("split");
    }

    private void waits(DatasetVersion published, DatasetVersion data) throws InterruptedException {
        Optional<PinnedRef> newer = ml.pipelines().awaitNewer(data, Duration.ofMinutes(10));

        assertThat(newer).contains(published.ref());
    }
}
