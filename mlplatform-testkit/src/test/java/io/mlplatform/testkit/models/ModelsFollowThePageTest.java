package io.mlplatform.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelSignature;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.testkit.format.FormatReader;
import io.mlplatform.testkit.format.FormatReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second reader of the format finds nothing amiss in what the model store leaves. */
class ModelsFollowThePageTest {

    @TempDir
    Path work;

    @Test
    void ofPublishingPromotingMovingDeployingExportingAndCopying() {
        try (MlPlatform here = open("here");
                MlPlatform there = open("there")) {
            DatasetVersion data = here.datasets()
                    .draft("growth/churn")
                    .addBytes("a.csv", bytes("id\n1\n"))
                    .publish();
            ModelStore workspace =
                    new ModelStore(PlatformAccess.zone(here, Zone.EXPERIMENTS).within("growth/models/"));
            ModelVersion first = model(workspace, data, "a");
            ModelVersion second = model(workspace, data, "b");
            ModelVersion formal = here.models().promote(first, "growth/churn");
            ModelVersion better = here.models().promote(second, "growth/churn");
            here.models().assign(formal, "staging");
            here.models().assign(formal, "production", Approval.by("risk-review"));
            here.models()
                    .assign(better, "production", Approval.by("risk-review").because("better"));
            here.models().rollback(better, "production", Approval.by("on-call"));
            here.models().deployed(formal, "endpoint/churn", Map.of("region", "eu-central-1"));
            assertThat(here.models().exportPrefix(better).toString()).contains("/_exports/");
            here.models().copy(better, there);
            here.datasets().copy(data, there);
            here.models().copy(better, there, "growth/again");
        }

        for (String place : new String[] {"here", "there"}) {
            FormatReport report = FormatReader.read(work.resolve(place));
            assertThat(report.findings()).as(place).isEmpty();
            assertThat(report.orphans()).as(place).isEmpty();
        }
        assertThat(FormatReader.read(work.resolve("there"))
                        .entity("models", "growth/again")
                        .orElseThrow()
                        .versions())
                .hasSize(1);
    }

    private MlPlatform open(String place) {
        return MlPlatform.open(work.resolve(place).toUri().toString());
    }

    private static ModelVersion model(ModelStore models, DatasetVersion data, String text) {
        return models.draft("churn")
                .addBytes("model.onnx", bytes(text))
                .addBytes("tokens.txt", bytes("words"))
                .uses(data)
                .framework("xgboost", "2.1.4")
                .signature(
                        ModelSignature.of().input("features", "float32", -1, 12).output("score", "float32", -1))
                .metric("auc", 0.93)
                .card("All that is known of churn. ".repeat(1_000))
                .publish();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
