package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.Approval;
import io.mlplatform.models.AuditedMove;
import io.mlplatform.models.Deployment;
import io.mlplatform.models.ModelSignature;
import io.mlplatform.models.ModelVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsPageTest {

    @TempDir
    Path folder;

    private MlPlatform ml;
    private DatasetVersion data;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "not looked at");
        Files.writeString(folder.resolve("CARD.md"), "# Churn");
        ml = MlPlatform.open(folder.resolve("lake").toUri().toString());
        data = ml.datasets()
                .draft("growth/churn")
                .addFile(folder.resolve("CARD.md"), "a.csv")
                .publish();
    }

    @AfterEach
    void close() {
        ml.close();
    }

    @Test
    void publishesWithAllThatIsKnown() throws IOException {
        ModelVersion model = ml.models()
                .draft("growth/churn")
                .addFile(folder.resolve("model.onnx"))
                .uses(data) // pinned by its type: number and digest
                .framework("xgboost", "2.1.4")
                .signature(ModelSignature.of()
                        .input("features", "float32", -1, 12) // -1: any size
                        .output("score", "float32", -1))
                .metric("auc", 0.93)
                .card("intended use", "churn of private customers")
                .card(Files.readString(folder.resolve("CARD.md")))
                .publish();

        assertThat(model.card()).hasToString("intended use: churn of private customers\n# Churn");
        assertThat(model.inputs()).hasSize(1);
    }

    @Test
    void movesStages() {
        ModelVersion before = model("before");
        ml.models().assign(before, "production", Approval.by("risk-review"));
        ModelVersion model = model("after");

        ml.models().assign(model, "staging");
        ml.models().assign(model, "production", Approval.by("risk-review").because("RISK-12: better on June"));
        ModelVersion serving = ml.models().get("growth/churn@production");
        assertThat(serving).isEqualTo(model);

        List<AuditedMove> audit = ml.models().audit("growth/churn", "production");
        ModelVersion back = ml.models()
                .rollback(serving, "production", Approval.by("on-call").because("errors doubled"));
        assertThat(audit).hasSize(2);
        assertThat(back).isEqualTo(before);
    }

    @Test
    void saysWhatServesAndExports() {
        ModelVersion model = model("weights");

        ml.models().deployed(model, "endpoint/churn", Map.of("region", "eu-central-1"));
        List<Deployment> deployments = ml.models().deployments("growth/churn");
        assertThat(deployments).extracting(Deployment::version).containsExactly(model.ref());

        Digest digest = ml.models().exportTarGz(model, folder.resolve("model.tar.gz"));
        URI prefix = ml.models().exportPrefix(model);
        assertThat(digest.hex()).hasSize(64);
        assertThat(prefix.toString()).contains("/models/growth/churn/data/");
    }

    @Test
    void promotesAndCopies() {
        ModelVersion candidate = ml.models()
                .draft("lab/churn")
                .addFile(folder.resolve("model.onnx"))
                .uses(data)
                .publish();

        ModelVersion formal = ml.models().promote(candidate, "growth/churn");
        assertThat(formal.digest()).isEqualTo(candidate.digest());

        String place = folder.resolve("production").toUri().toString();
        try (MlPlatform production = MlPlatform.open(place)) {
            ModelVersion copied = ml.models().copy(formal, production);
        }
        try (MlPlatform production = MlPlatform.open(place)) {
            assertThat(production.models().get("growth/churn").digest()).isEqualTo(formal.digest());
        }
    }

    private ModelVersion model(String text) {
        return ml.models()
                .draft("growth/churn")
                .addBytes("model.onnx", text.getBytes())
                .publish();
    }
}
