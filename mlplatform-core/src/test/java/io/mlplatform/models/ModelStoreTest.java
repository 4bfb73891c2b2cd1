package io.mlplatform.models;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.mlplatform.ConflictException;
import io.mlplatform.Input;
import io.mlplatform.Lake;
import io.mlplatform.NotFoundException;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final ModelStore models = lake.platform().models();

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aModelPinsWhatItWasTrainedFrom() {
        DatasetVersion data = data();
        ModelVersion model = models.draft("growth/churn")
                .addBytes("model.onnx", bytes("onnx"))
                .uses(data)
                .uses(data, "validation")
                .publish();

        data();
        assertThat(models.get("growth/churn@1").inputs())
                .containsExactly(new Input(data.ref(), "train"), new Input(data.ref(), "validation"));
        assertThat(model).isEqualTo(models.get("growth/churn"));
    }

    @Test
    void everyMetricComesBackAlsoThoseThatAreNoNumbers() {
        models.draft("growth/churn")
                .addBytes("model.onnx", bytes("onnx"))
                .metric("auc", 0.1 + 0.2)
                .metric("least", Double.MIN_VALUE)
                .metric("loss", Double.NaN)
                .metric("best", Double.POSITIVE_INFINITY)
                .metric("worst", Double.NEGATIVE_INFINITY)
                .metric("epochs", 10)
                .publish();

        assertThat(models.get("growth/churn@1").metrics())
                .containsOnly(
                        entry("auc", 0.1 + 0.2),
                        entry("least", Double.MIN_VALUE),
                        entry("loss", Double.NaN),
                        entry("best", Double.POSITIVE_INFINITY),
                        entry("worst", Double.NEGATIVE_INFINITY),
                        entry("epochs", 10.0));
    }

    @Test
    void eachVersionHoldsJustItsOwnFiles() {
        model("a");
        ModelVersion second =
                models.draft("growth/churn").addBytes("other.bin", bytes("b")).publish();

        assertThat(models.files(second)).extracting(VersionFile::path).containsExactly("other.bin");
        assertThat(models.files(models.get("growth/churn@1"))).hasSize(1);
    }

    @Test
    void productionMovesWithAnApprovalThatStays() {
        ModelVersion first = model("a");
        ModelVersion second = model("b");
        assertThat(models.find("growth/churn@production")).isEmpty();

        models.assign(first, "production", Approval.by("risk-review"));
        models.assign(second, "production", Approval.by("risk-review").because("better"));
        models.assign(first, "production", Approval.by("on-call").because("roll back"));

        assertThat(models.get("growth/churn@production")).isEqualTo(first);
        assertThat(lake.keys("/_aliases/production/")).hasSize(3);
        assertThat(lake.text(lake.keys("/_aliases/production/").get(1)))
                .contains("\"by\":\"risk-review\",\"reason\":\"better\"");
        String head = lake.text(lake.keys("models/growth/churn/_log/").get(0));
        assertThat(head.split("\"holder\":\"alias:production\""))
                .as("one pin is left")
                .hasSize(2);
        assertThat(models.get("growth/churn@latest")).isEqualTo(second);
    }

    @Test
    void productionDoesNotMoveWithoutApproval() {
        ModelVersion model = model("a");

        assertThatThrownBy(() -> models.assign(model, "production"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("mlp://models/growth/churn@production")
                .hasMessageContaining("Approval.by");
        assertThatThrownBy(() -> models.removeAlias("growth/churn", "production"))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> models.assign(model, "staging", Approval.by("x")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("'staging' is not a protected alias");
        assertThatThrownBy(() -> Approval.by(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(lake.keys("/_log/")).hasSize(1);
    }

    @Test
    void anApprovalIsShortSoThatTheLogStaysReadable() {
        ModelVersion model = model("a");

        for (Approval approval : new Approval[] {
            Approval.by("x".repeat(300_000)), Approval.by("x").because("é".repeat(257))
        }) {
            assertThatThrownBy(() -> models.assign(model, "production", approval))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("512 bytes")
                    .hasMessageContaining("shorten");
        }
        assertThat(lake.keys("/_log/")).hasSize(1);
        assertThat(lake.keys("/_aliases/")).isEmpty();
    }

    @Test
    void aPlainAliasMovesAndGoes() {
        ModelVersion model = model("a");
        models.assign(model, "staging");
        assertThat(models.get("growth/churn@staging")).isEqualTo(model);

        models.removeAlias("growth/churn", "staging");

        assertThatThrownBy(() -> models.get("growth/churn@staging"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("protected [production]");
        assertThatThrownBy(() -> models.removeAlias("growth/churn", "staging")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aModelIsFetchedOpenedAndVerified(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "weights");
        Files.createDirectories(folder.resolve("tokens/en"));
        Files.writeString(folder.resolve("tokens/en/vocab.txt"), "words");
        ModelVersion model = models.draft("growth/churn")
                .addFile(folder.resolve("model.onnx"))
                .addFiles(folder, "tokens/**")
                .addFile(folder.resolve("model.onnx"), "copy/model.onnx")
                .publish();

        models.fetch(model, folder.resolve("target"));

        assertThat(folder.resolve("target/tokens/en/vocab.txt")).hasContent("words");
        assertThat(folder.resolve("target/copy/model.onnx")).hasContent("weights");
        try (InputStream in = models.open(model, "model.onnx")) {
            assertThat(in).hasContent("weights");
        }
        assertThat(models.verify(model)).isEmpty();
        assertThat(models.history("growth/churn").versions()).containsExactly(model);
        assertThat(models.list()).hasToString("[growth/churn]");
    }

    private ModelVersion model(String text) {
        return models.draft("growth/churn").addBytes("model.onnx", bytes(text)).publish();
    }

    private DatasetVersion data() {
        return lake.platform()
                .datasets()
                .draft("growth/churn")
                .replace()
                .addBytes("a.csv", bytes("x" + lake.keys("").size()))
                .publish();
    }
}
