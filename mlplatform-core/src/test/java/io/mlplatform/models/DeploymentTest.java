package io.mlplatform.models;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.Lake;
import io.mlplatform.NotFoundException;
import io.mlplatform.store.MemoryStore;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final ModelStore models = lake.platform().models();

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void itIsKnownWhatServesWhere() {
        ModelVersion first = model("a");
        ModelVersion second = model("b");
        models.deployed(first, "endpoint/churn", Map.of("region", "eu-central-1"));
        models.deployed(first, "batch", Map.of());
        models.deployed(second, "endpoint/churn", Map.of("region", "eu-central-1", "instances", "2"));

        assertThat(models.deployments("growth/churn"))
                .extracting(Deployment::where)
                .containsExactly("batch", "endpoint/churn");
        Deployment endpoint = models.deployments("growth/churn").get(1);
        assertThat(endpoint.version()).isEqualTo(second.ref());
        assertThat(endpoint.details()).containsEntry("instances", "2").hasSize(2);
        assertThat(endpoint.actor()).isEqualTo("anna");
        assertThat(endpoint.since()).isAfter(second.time());

        models.undeployed("growth/churn", "endpoint/churn");
        assertThat(models.deployments("growth/churn")).hasSize(1);
    }

    @Test
    void aPublishKeepsWhatServes() {
        models.deployed(model("a"), "batch", Map.of());
        model("b");

        assertThat(models.deployments("growth/churn").get(0).version().version())
                .isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsRefused() {
        ModelVersion model = model("a");
        assertThat(models.deployments("growth/churn")).isEmpty();
        assertThatThrownBy(() -> models.deployments("growth/other")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> models.undeployed("growth/churn", "batch"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("batch");
        assertThatThrownBy(() -> models.deployed(model, " ", Map.of())).isInstanceOf(IllegalArgumentException.class);
        try (Lake other = new Lake(new MemoryStore(new Lake.Ticks()))) {
            ModelVersion foreign = other.platform()
                    .models()
                    .draft("growth/churn")
                    .addBytes("model.onnx", bytes("of another platform"))
                    .publish();
            assertThatThrownBy(() -> models.deployed(foreign, "batch", Map.of()))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("digest");
        }
    }

    @Test
    void deploymentsStayFewAndShortSinceEachEntryRepeatsThem() {
        ModelVersion model = model("a");

        assertThatThrownBy(() -> models.deployed(model, "batch", Map.of("log", "x".repeat(40_000))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("bytes of detail in the state where 32768 are allowed");
        assertThat(lake.keys("/_log/")).hasSize(1);
    }

    private ModelVersion model(String text) {
        return models.draft("growth/churn").addBytes("model.onnx", bytes(text)).publish();
    }
}
