package io.mlplatform.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.layout.Zone;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a model's commit and state may say that no publisher wrote. */
class HostileModelTest {

    private static final EntityName MODEL = EntityName.of("growth/churn");

    @Test
    void aMetricThatIsNoNumberIsCorrupt() {
        ObjectNode detail = Json.object();
        detail.putObject("metrics").put("auc", "high").put("loss", "NaN");

        assertThatThrownBy(() -> ModelJson.metrics(StoredJson.of(detail, "commit")))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("auc");
        assertThat(ModelJson.metrics(
                        StoredJson.of(Json.object().set("metrics", Json.object().put("loss", "NaN")), "x")))
                .containsEntry("loss", Double.NaN);
    }

    @Test
    void aShapeThatIsNotOfWholeNumbersIsCorrupt() {
        ObjectNode detail = Json.object();
        detail.putObject("signature")
                .putArray("inputs")
                .addObject()
                .put("name", "features")
                .put("type", "float32")
                .putArray("shape")
                .add(1.5);

        assertThatThrownBy(() -> ModelJson.description(StoredJson.of(detail, "commit")))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("whole number");
    }

    @Test
    void deploymentsThatAreNoObjectAreCorrupt() {
        ObjectNode detail = Json.object().put("deployments", "none");

        assertThatThrownBy(() -> DeploymentsJson.without(detail, "eu/churn")).isInstanceOf(DataCorruptException.class);
        assertThatThrownBy(() -> DeploymentsJson.read(Zone.MODELS, now(detail)))
                .isInstanceOf(DataCorruptException.class);
    }

    @Test
    void aDeploymentOfVersionNoughtIsCorrupt() {
        ObjectNode detail = Json.object();
        detail.putObject("deployments")
                .putObject("eu/churn")
                .put("version", 0)
                .put("digest", Digest.of("x").hex())
                .put("since", "2026-11-23T12:00:00.000Z");

        assertThatThrownBy(() -> DeploymentsJson.read(Zone.MODELS, now(detail)))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("version");
    }

    private static EntityNow now(ObjectNode detail) {
        return new EntityNow(MODEL, "model", 1, 1, Instant.parse("2026-11-23T12:00:00Z"), detail);
    }
}
