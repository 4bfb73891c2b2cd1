package io.mlplatform.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.pipelines.PipelineArtifacts;
import io.mlplatform.pipelines.PipelineExecution;
import io.mlplatform.pipelines.SourceRevision;
import io.mlplatform.pipelines.StepAttempt;
import io.mlplatform.pipelines.StepOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelinesFormatTest {

    @TempDir
    Path folder;

    @Test
    void whatPipelinesLeaveBehindFollowsThePage() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Path lake = folder.resolve("lake");
        Files.writeString(tree.resolve("train.py"), "print('train')\n");
        try (MlPlatform ml = MlPlatform.open(lake.toUri().toString())) {
            PipelineArtifacts pipelines = ml.pipelines();
            SourceRevision source = pipelines.sources("growth/churn-train").publish(tree, "first");
            PipelineExecution execution =
                    pipelines.executions("growth/churn-train").start("e1", source);
            execution.step("train").begin().addBytes("a", bytes("1")).publish();
            try (StepAttempt attempt =
                    execution.step("train").parameter("eta", 0.3).begin()) {
                attempt.heartbeat();
                StepOutput output =
                        attempt.addBytes("model/weights", bytes("w")).succeed();
                pipelines.toDataset(output, "growth/churn");
                attempt.toModel("growth/churn", "model");
            }
            execution.step("report").begin().fail("no printer");
            execution.succeed();
        }

        FormatReport report = FormatReader.read(lake);

        assertThat(report.findings()).isEmpty();
        assertThat(report.orphans()).isEmpty();
        assertThat(report.entity("pipelines", "growth/churn-train/runs/e1")
                        .orElseThrow()
                        .kind())
                .isEqualTo("execution");
        assertThat(report.entity("pipelines", "growth/churn-train/sources")
                        .orElseThrow()
                        .kind())
                .isEqualTo("sources");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
