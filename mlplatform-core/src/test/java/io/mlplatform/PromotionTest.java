package io.mlplatform;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.layout.Zone;
import io.mlplatform.lineage.LineageNode;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromotionTest {

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final MlPlatform ml = lake.platform();
    private final DatasetRegistry workspaceData =
            new DatasetRegistry(PlatformAccess.zone(ml, Zone.EXPERIMENTS).within("growth/datasets/"));
    private final ModelStore workspaceModels =
            new ModelStore(PlatformAccess.zone(ml, Zone.EXPERIMENTS).within("growth/models/"));

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aWorkspaceDatasetBecomesAFormalOneWithTheSameContentAndPartitions() {
        DatasetVersion data = data("id\n1\n");

        DatasetVersion formal = ml.datasets().promote(data, "growth/churn");

        assertThat(formal.ref().uri()).isEqualTo("mlp://datasets/growth/churn@1");
        assertThat(formal.digest()).isEqualTo(data.digest());
        assertThat(formal.partitionBy()).containsExactly("split");
        assertThat(formal.message()).isEqualTo("June refresh");
        assertThat(formal.inputs()).containsExactly(new Input(data.ref(), "promoted"));
        assertThat(ml.datasets().files(formal)).isEqualTo(workspaceData.files(data));
        assertThat(ml.datasets().verify(formal)).isEmpty();
        assertThat(lake.text(lake.keys("datasets/growth/churn/_log/").get(0))).contains("\"splits\":{\"test\":");
        assertThat(lake.keys("datasets/_lineage/experiments/growth!datasets!churn/0000000001/"))
                .hasSize(1);
    }

    @Test
    void aModelKeepsItsDescriptionAndAllItCameFromStaysReachable() {
        DatasetVersion data = data("id\n1\n");
        ModelVersion model = model(data, "onnx");

        ModelVersion formal = ml.models().promote(model, "growth/churn");

        assertThat(formal.digest()).isEqualTo(model.digest());
        assertThat(formal.description()).isEqualTo(model.description());
        assertThat(formal.metrics()).isEqualTo(model.metrics());
        LineageNode lineage = ml.lineage().of(formal);
        assertThat(lineage.inputs()).extracting(LineageNode::role).containsExactly("promoted");
        assertThat(lineage.inputs().get(0).inputs())
                .extracting(LineageNode::ref)
                .containsExactly(data.ref());
        ml.models().assign(formal, "production", Approval.by("risk-review"));
        assertThat(ml.models().get("growth/churn@production")).isEqualTo(formal);
    }

    @Test
    void promotingTheSameVersionAgainGivesTheFormalVersionThatItBecame() {
        DatasetVersion first = data("id\n1\n");
        DatasetVersion second = data("id\n2\n");
        DatasetVersion formal = ml.datasets().promote(first, "growth/churn");
        int objects = lake.keys("").size();

        assertThat(ml.datasets().promote(first, "growth/churn")).isEqualTo(formal);
        assertThat(lake.keys("")).hasSize(objects);

        ml.datasets().promote(second, "growth/churn");
        DatasetVersion again = ml.datasets().promote(first, "growth/churn");
        assertThat(again.version()).as("another was the latest meanwhile").isEqualTo(3);
        assertThat(again.digest()).isEqualTo(first.digest());
    }

    @Test
    void equalContentOfAnotherOriginIsAVersionOfItsOwn() {
        DatasetVersion first = data("id\n1\n");
        DatasetVersion same = data("id\n1\n");
        DatasetVersion formal = ml.datasets().promote(first, "growth/churn");
        long files = lake.keys("datasets/growth/churn/data/").size();

        DatasetVersion other = ml.datasets().promote(same, "growth/churn");

        assertThat(other.version()).isEqualTo(2);
        assertThat(other.digest()).isEqualTo(formal.digest());
        assertThat(other.inputs()).containsExactly(new Input(same.ref(), "promoted"));
        assertThat(lake.keys("datasets/growth/churn/data/"))
                .as("no file is stored twice")
                .hasSize((int) files);
    }

    @Test
    void bytesThatChangedInTheWorkspaceAreNotPromoted() {
        DatasetVersion data = data("id\n1\n");
        String file = lake.keys("/data/").stream()
                .filter(key -> key.contains("split=test"))
                .findFirst()
                .orElseThrow();
        lake.store().put(ObjectKey.of(file), Content.of("id\n9\n"), PutCondition.always());

        assertThatThrownBy(() -> ml.datasets().promote(data, "growth/churn")).isInstanceOf(DataCorruptException.class);
        assertThat(ml.datasets().find("growth/churn")).isEmpty();
    }

    @Test
    void aDatasetIsNotPromotedIntoOneWithOtherPartitions() {
        ml.datasets().draft("growth/churn").addBytes("a.csv", bytes("x")).publish();
        DatasetVersion data = data("id\n1\n");

        assertThatThrownBy(() -> ml.datasets().promote(data, "growth/churn"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("partitioned by");
    }

    private DatasetVersion data(String text) {
        return workspaceData
                .draft("churn")
                .partitionBy("split")
                .replace()
                .addBytes("split=train/a.csv", bytes(text))
                .addBytes("split=test/a.csv", bytes("id\n3\n"))
                .message("June refresh")
                .publish();
    }

    private ModelVersion model(DatasetVersion data, String text) {
        return workspaceModels
                .draft("churn")
                .addBytes("model.onnx", bytes(text))
                .uses(data)
                .framework("xgboost", "2.1.4")
                .metric("auc", 0.93)
                .publish();
    }
}
