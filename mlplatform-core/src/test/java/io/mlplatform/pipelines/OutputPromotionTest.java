package io.mlplatform.pipelines;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Input;
import io.mlplatform.Lake;
import io.mlplatform.NotFoundException;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPromotionTest {

    private static final String SPLITS =
            "\"splits\":{\"test\":{\"bytes\":1,\"files\":1},\"train\":{\"bytes\":5,\"files\":1}}";

    @TempDir
    Path folder;

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final PipelineArtifacts pipelines = lake.platform().pipelines();
    private final PipelineExecutions executions = pipelines.executions("growth/churn-train");

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void theLineageOfAPromotedModelGoesThroughTheStepsToTheDataAndTheSources() throws IOException {
        Files.writeString(folder.resolve("train.py"), "1");
        SourceRevision source = pipelines.sources("growth/churn-train").publish(folder, "");
        DatasetVersion raw = lake.platform()
                .datasets()
                .draft("growth/raw")
                .addBytes("raw.csv", bytes("raw"))
                .publish();
        PipelineExecution execution = executions.start("e1", source);
        StepOutput prepared = execution
                .step("prepare")
                .uses(raw)
                .begin()
                .addBytes("clean.csv", bytes("clean"))
                .succeed();
        StepAttempt train = execution.step("train").uses(prepared, "train").begin();
        ModelVersion model = train.addBytes("model.onnx", bytes("onnx")).toModel("growth/churn");

        assertThat(lake.platform().lineage().of(model))
                .hasToString(String.join(
                        "\n",
                        model.ref().toString(),
                        "  ← " + train.pinned() + " (train)",
                        "    ← " + source.ref() + " (source)",
                        "    ← " + prepared.ref() + " (train)",
                        "      ← " + source.ref() + " (source)  [see above]",
                        "      ← " + raw.ref()));
        assertThat(lake.keys("pipelines/_lineage/datasets/growth!raw/"))
                .singleElement()
                .asString()
                .contains("pipelines!growth!churn-train!runs!e1@");
    }

    @Test
    void aPromotedVersionHoldsJustTheChosenPaths() {
        StepOutput output = executions
                .start("e1")
                .step("prepare")
                .begin()
                .addBytes("churn/part-0.csv", bytes("0"))
                .addBytes("churn/part-1.csv", bytes("1"))
                .addBytes("churn.log", bytes("log"))
                .addBytes("report.html", bytes("html"))
                .succeed();

        DatasetVersion data = pipelines.toDataset(output, "growth/churn", "churn", "report.html");

        assertThat(lake.platform().datasets().files(data))
                .extracting(VersionFile::path)
                .containsExactly("churn/part-0.csv", "churn/part-1.csv", "report.html");
        assertThat(lake.platform().datasets().verify(data)).isEmpty();
        assertThat(pipelines.toDataset(output, "growth/churn").files()).isEqualTo(4);
        assertThatThrownBy(() -> pipelines.toDataset(output, "growth/churn", "chur"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no such output");
        assertThat(lake.platform().datasets().history("growth/churn").total()).isEqualTo(2);
    }

    @Test
    void aDraftedDatasetKeepsPartitionsAndSplits() {
        StepOutput output = executions
                .start("e1")
                .step("prepare")
                .begin()
                .addBytes("split=train/part-0.csv", bytes("train"))
                .addBytes("split=test/part-0.csv", bytes("t"))
                .addBytes("report.html", bytes("html"))
                .succeed();

        DatasetVersion data = pipelines
                .draftDataset(output, "growth/churn", "split=train", "split=test")
                .partitionBy("split")
                .message("for June")
                .publish();

        assertThat(data.partitionBy()).containsExactly("split");
        assertThat(data.message()).isEqualTo("for June");
        assertThat(data.inputs()).containsExactly(new Input(output.ref(), "prepare"));
        assertThat(lake.text(newestCommit())).contains(SPLITS);
        DatasetVersion next = pipelines.toDataset(output, "growth/churn", "split=train", "split=test");
        assertThat(next.partitionBy()).containsExactly("split");
        assertThat(next.message())
                .contains("step prepare, attempt 1")
                .contains(output.ref().uri());
        assertThat(lake.text(newestCommit())).contains(SPLITS);
    }

    @Test
    void aDraftedModelTakesMetricsAndADescription() {
        StepAttempt attempt = executions.start("e1").step("train").begin().addBytes("model.onnx", bytes("onnx"));

        ModelVersion model = attempt.draftModel("growth/churn")
                .metric("auc", 0.9)
                .framework("onnx", "1.17")
                .publish();

        assertThat(lake.platform().models().get("growth/churn")).isEqualTo(model);
        assertThat(model.metrics()).containsEntry("auc", 0.9);
        assertThat(model.inputs()).containsExactly(new Input(attempt.pinned(), "train"));
    }

    @Test
    void aPromotedModelProtectsProduction() {
        StepAttempt attempt = executions.start("e1").step("train").begin();
        ModelVersion model = attempt.addBytes("model.onnx", bytes("onnx")).toModel("growth/churn");

        assertThatThrownBy(() -> lake.platform().models().assign(model, "production"))
                .isInstanceOf(ConflictException.class);
        lake.platform().models().assign(model, "production", Approval.by("risk-review"));
        assertThat(lake.platform().models().get("growth/churn@production")).isEqualTo(model);
    }

    @Test
    void anOutputThatWasTamperedWithIsNotPromoted() {
        StepOutput output = executions
                .start("e1")
                .step("train")
                .begin()
                .addBytes("model.onnx", bytes("onnx"))
                .succeed();
        ObjectKey key = ObjectKey.of(lake.keys("attempt-1/model.onnx").get(0));
        lake.store().put(key, Content.of("evil"), PutCondition.always());

        assertThatThrownBy(() -> pipelines.toModel(output, "growth/churn")).isInstanceOf(DataCorruptException.class);
        assertThat(lake.platform().models().find("growth/churn")).isEmpty();
    }

    private String newestCommit() {
        List<String> log = lake.keys("datasets/growth/churn/_log/");
        return log.get(log.size() - 1);
    }
}
