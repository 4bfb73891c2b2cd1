package io.mlplatform.models;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Input;
import io.mlplatform.Lake;
import io.mlplatform.PinnedRef;
import io.mlplatform.Producer;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.MemoryStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelDescriptionTest {

    private static final String IMAGE = "registry.example/xgb@sha256:" + "ab".repeat(32);

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final ModelStore models = lake.platform().models();

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void whatThePublisherSaidComesBack() {
        ModelSignature signature = ModelSignature.of()
                .input("features", "float32", TensorSpec.ANY, 12)
                .input("threshold", "float64")
                .output("score", "float32", TensorSpec.ANY);

        ModelVersion published = draft().framework("xgboost", "2.1.4")
                .signature(signature)
                .card("intended use", "churn of private customers")
                .card("# Churn\n\nTrained in June.")
                .image(IMAGE)
                .metric("auc", 0.93)
                .publish();

        ModelVersion read = models.get("growth/churn@1");
        assertThat(read).isEqualTo(published);
        assertThat(read.framework()).hasToString("xgboost 2.1.4");
        assertThat(read.signature()).isEqualTo(signature);
        assertThat(read.signature())
                .hasToString("[features: float32[?, 12], threshold: float64[]] -> [score: float32[?]]");
        assertThat(read.card())
                .isEqualTo(new ModelCard(
                        "# Churn\n\nTrained in June.", Map.of("intended use", "churn of private customers")));
        assertThat(read.description().image()).isEqualTo(IMAGE);
    }

    @Test
    void aModelOfWhichNothingWasSaidSaysNothing() {
        ModelVersion model = draft().publish();

        assertThat(models.get("growth/churn@1").description())
                .isEqualTo(model.description())
                .isEqualTo(ModelDescription.EMPTY);
        assertThat(lake.text(lake.keys("_log/").get(0))).doesNotContain("\"detail\"");
    }

    @Test
    void aLongCardIsADocumentSoThatTheLogStaysCheapToRead() {
        String card = "All that is known of churn. ".repeat(20_000);

        ModelVersion published = draft().card(card).publish();

        assertThat(models.get("growth/churn")).isEqualTo(published);
        assertThat(models.history("growth/churn").versions().get(0).card().text())
                .isEqualTo(card);
        assertThat(lake.keys("models/growth/churn/_manifests/")).hasSize(1);
        assertThat(lake.text(lake.keys("_log/").get(0))).hasSizeLessThan(4_000).contains("\"detail\":{\"sha256\":");
    }

    @Test
    void aModelFromARunPinsTheRunAndWhatItUsed() {
        DatasetVersion data = lake.platform()
                .datasets()
                .draft("growth/churn")
                .addBytes("a.csv", bytes("id\n1\n"))
                .publish();
        ModelVersion run =
                models.draft("growth/like-a-run").addBytes("log", bytes("x")).publish();
        Producer producer = new Producer() {
            @Override
            public PinnedRef pinned() {
                return run.ref();
            }

            @Override
            public List<Input> inputs() {
                return List.of(new Input(data.ref(), "train"));
            }
        };

        ModelVersion model = draft().uses(data).from(producer).publish();

        assertThat(model.inputs()).containsExactly(new Input(data.ref(), "train"), new Input(run.ref(), "run"));
        assertThat(lake.platform().lineage().of(model).toString())
                .contains("← mlp://datasets/growth/churn@1")
                .contains("← mlp://models/growth/like-a-run@1");
    }

    @Test
    void whatCannotBeMeantIsRefusedAtOnce() {
        assertThatThrownBy(() -> draft().image("registry.example/xgb:latest"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a tag can be moved");
        assertThatThrownBy(() -> draft().framework(" ", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ModelSignature.of().input("x", "float32").input("x", "float32"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x' twice");
        assertThatThrownBy(() -> ModelSignature.of().input("x", "Float 32"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("float32");
        assertThatThrownBy(() -> ModelSignature.of().input("x", "float32", -2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ModelDraft draft() {
        return models.draft("growth/churn").addBytes("model.onnx", bytes("onnx"));
    }
}
