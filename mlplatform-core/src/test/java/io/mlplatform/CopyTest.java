package io.mlplatform;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.LocalStore;
import io.mlplatform.store.MemoryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTest {

    private final Lake development = new Lake(new MemoryStore(new Lake.Ticks()));
    private Lake production;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        production = new Lake(LocalStore.open(folder, new Lake.Ticks()));
    }

    @AfterEach
    void close() {
        development.close();
        production.close();
    }

    @Test
    void aCopyHasTheSameDigestAndFiles() {
        DatasetVersion data = data("id\n1\n");

        DatasetVersion copy = development.platform().datasets().copy(data, production.platform());

        assertThat(copy.ref()).isEqualTo(data.ref());
        assertThat(copy.partitionBy()).isEqualTo(data.partitionBy());
        assertThat(copy).isEqualTo(production.platform().datasets().get("growth/churn@latest"));
        assertThat(production.platform().datasets().verify(copy)).isEmpty();
        assertThat(production.text(production.keys("/_log/").get(0)))
                .contains("\"copied\":{\"digest\":\"" + data.digest().hex()
                        + "\",\"platform\":\"mem:/\",\"ref\":\"mlp://datasets/growth/churn@1\"}");
    }

    @Test
    void aSecondCopyIsTheFirstOneAndStoresNothing() {
        DatasetVersion first = data("id\n1\n");
        DatasetVersion second = data("id\n2\n");
        DatasetVersion copy = development.platform().datasets().copy(first, production.platform());
        development.platform().datasets().copy(second, production.platform());
        int objects = production.keys("").size();

        assertThat(development.platform().datasets().copy(first, production.platform()))
                .isEqualTo(copy);
        assertThat(production.keys("")).hasSize(objects);
    }

    @Test
    void anInputThatIsThereIsPinnedToTheNumberOfThatSide() {
        DatasetVersion data = data("id\n1\n");
        ModelVersion model = model(data);
        production
                .platform()
                .datasets()
                .draft("growth/churn")
                .partitionBy("split")
                .addBytes("split=train/a.csv", bytes("id\n0\n"))
                .publish();
        DatasetVersion there = development.platform().datasets().copy(data, production.platform());
        assertThat(there.version()).isEqualTo(2);

        ModelVersion copy = development.platform().models().copy(model, production.platform());

        assertThat(copy.digest()).isEqualTo(model.digest());
        assertThat(copy.description()).isEqualTo(model.description());
        assertThat(copy.inputs()).containsExactly(new Input(there.ref(), "train"));
        assertThat(production.platform().lineage().of(copy).toString())
                .contains("← mlp://datasets/growth/churn@2")
                .doesNotContain("not found");
    }

    @Test
    void anInputThatIsNotThereKeepsItsReferenceAndSaysWhereItStayed() {
        ModelVersion model = model(data("id\n1\n"));
        production
                .platform()
                .datasets()
                .draft("growth/churn")
                .addBytes("a.csv", bytes("another dataset of that name"))
                .publish();

        ModelVersion copy = development.platform().models().copy(model, production.platform());

        assertThat(copy.inputs())
                .containsExactly(new Input(model.inputs().get(0).ref(), "train", "mem:/"));
        assertThat(copy).isEqualTo(production.platform().models().get("growth/churn"));
        assertThat(production.platform().lineage().of(copy).toString())
                .contains("mlp://datasets/growth/churn@1", "[not found here, it stayed on mem:/]");
        assertThat(production.keys("/_lineage/"))
                .as("no marker says that the version of that number here was used")
                .isEmpty();
    }

    @Test
    void aCopyOfACopyKeepsWhereAnInputStayed() {
        ModelVersion model = model(data("id\n1\n"));
        ModelVersion copy = development.platform().models().copy(model, production.platform());
        try (Lake third = new Lake(new MemoryStore(new Lake.Ticks()))) {
            ModelVersion onward = production.platform().models().copy(copy, third.platform(), "other/churn");

            assertThat(onward.ref().uri()).isEqualTo("mlp://models/other/churn@1");
            assertThat(onward.inputs()).isEqualTo(copy.inputs());
        }
        ModelVersion back = production.platform().models().copy(copy, development.platform(), "growth/back");
        assertThat(back.inputs()).as("there it is found again").isEqualTo(model.inputs());
    }

    @Test
    void aVersionIsNotCopiedOntoItself() {
        DatasetVersion data = data("id\n1\n");

        assertThatThrownBy(() -> development.platform().datasets().copy(data, development.platform()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is there already");
        assertThat(development
                        .platform()
                        .datasets()
                        .copy(data, development.platform(), "growth/other")
                        .digest())
                .isEqualTo(data.digest());
    }

    private DatasetVersion data(String text) {
        return development
                .platform()
                .datasets()
                .draft("growth/churn")
                .partitionBy("split")
                .replace()
                .addBytes("split=train/a.csv", bytes(text))
                .addBytes("split=test/a.csv", bytes("id\n3\n"))
                .publish();
    }

    private ModelVersion model(DatasetVersion data) {
        return development
                .platform()
                .models()
                .draft("growth/churn")
                .addBytes("model.onnx", bytes("onnx"))
                .uses(data)
                .framework("xgboost", "2.1.4")
                .publish();
    }
}
