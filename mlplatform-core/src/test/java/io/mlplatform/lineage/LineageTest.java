package io.mlplatform.lineage;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Lake;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineageTest {

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void theLineageOfAModelGoesBackToTheRawData() {
        DatasetVersion raw = data("growth/raw");
        DatasetVersion clean = data("growth/clean", raw);
        ModelVersion model = model(clean);

        LineageNode node = lake.platform().lineage().of(model);

        assertThat(node).hasToString(model.ref() + "\n  ← " + clean.ref() + " (train)\n    ← " + raw.ref());
        assertThat(node.problem()).isEmpty();
    }

    @Test
    void whatIsSharedIsFollowedOnce() {
        DatasetVersion raw = data("growth/raw");
        DatasetVersion left = data("growth/left", raw);
        DatasetVersion right = data("growth/right", raw);
        DatasetVersion joined = data("growth/joined", left, right);

        assertThat(lake.platform().lineage().of(joined))
                .hasToString(joined.ref() + "\n  ← " + left.ref() + "\n    ← " + raw.ref() + "\n  ← " + right.ref()
                        + "\n    ← " + raw.ref() + "  [see above]");
    }

    @Test
    void theLineageEndsWhereAVersionIsGoneAndSaysSo() {
        DatasetVersion raw = data("growth/raw");
        DatasetVersion clean = data("growth/clean", raw);
        lake.store()
                .delete(lake.keys("datasets/growth/raw/").stream()
                        .map(ObjectKey::of)
                        .toList());

        LineageNode node = lake.platform().lineage().of(clean);

        assertThat(node).hasToString(clean.ref() + "\n  ← " + raw.ref() + "  [not found]");
    }

    @Test
    void anotherVersionOfTheSameNumberIsNotTakenForTheInput() {
        DatasetVersion raw = data("growth/raw");
        DatasetVersion clean = data("growth/clean", raw);
        lake.store()
                .delete(lake.keys("datasets/growth/raw/").stream()
                        .map(ObjectKey::of)
                        .toList());
        Lake another = new Lake(lake.store());
        another.platform()
                .datasets()
                .draft("growth/raw")
                .addBytes("other", bytes("other"))
                .publish();

        assertThat(another.platform().lineage().of(clean).inputs().get(0).problem())
                .hasValue("not found");
        another.close();
    }

    @Test
    void theLineageOfAVersionThatAReferenceMeansIsTheSame() {
        ModelVersion model = model(data("growth/raw"));

        assertThat(lake.platform().lineage().of("mlp://models/growth/churn@latest"))
                .isEqualTo(lake.platform().lineage().of(model));
    }

    @Test
    void asJsonEachVersionHasItsRoleAndInputs() {
        DatasetVersion raw = data("growth/raw");
        ModelVersion model = model(raw);

        assertThat(lake.platform().lineage().of(model).toJson())
                .isEqualTo("{\"ref\":\"mlp://models/growth/churn@1\",\"digest\":\"%s\",\"inputs\":["
                                .formatted(model.digest())
                        + "{\"ref\":\"mlp://datasets/growth/raw@1\",\"digest\":\"%s\",\"role\":\"train\",\"inputs\":[]}]}"
                                .formatted(raw.digest()));
    }

    private DatasetVersion data(String name, DatasetVersion... inputs) {
        DatasetDraft draft = lake.platform().datasets().draft(name).addBytes("a.csv", bytes(name));
        for (DatasetVersion input : inputs) {
            draft.uses(input);
        }
        return draft.publish();
    }

    private ModelVersion model(DatasetVersion data) {
        return lake.platform()
                .models()
                .draft("growth/churn")
                .addBytes("m", bytes("m"))
                .uses(data)
                .publish();
    }
}
