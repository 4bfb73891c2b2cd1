package io.mlplatform.lineage;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.EntityVersion;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.RefusingStore;
import io.mlplatform.Settings;
import io.mlplatform.VersionRef;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelDraft;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DownstreamTest {

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void whatUsedAVersionIsFoundInEveryZone() {
        DatasetVersion raw = data("growth/raw");
        DatasetVersion clean = data("growth/clean", raw);
        ModelVersion model = model("growth/churn", raw);

        Usage usage = lineage().usedBy(raw);

        assertThat(usage.consumers()).containsExactly(ref(clean), ref(model));
        assertThat(usage.unseen()).isEmpty();
        assertThat(usage)
                .hasToString(raw.ref() + "\n  → mlp://datasets/growth/clean@1\n  → mlp://models/growth/churn@1");
    }

    @Test
    void whatUsedAnotherVersionOrAnotherNameDidNotUseThisOne() {
        DatasetVersion first = data("growth/raw");
        model("growth/churn", data("growth/raw"));
        model("growth/churn", data("growth/raw2"));
        model("growth/churn", data("growth/raw/eu"));

        assertThat(lineage().usedBy(first).consumers()).isEmpty();
        assertThat(lineage().usedBy(first)).hasToString(first.ref().toString());
    }

    @Test
    void everyVersionThatUsedItIsAConsumer() {
        DatasetVersion raw = data("growth/raw");
        ModelVersion first = model("growth/churn", raw);
        ModelVersion second = model("growth/churn", raw);

        assertThat(lineage().usedBy("mlp://datasets/growth/raw@latest").consumers())
                .containsExactly(ref(first), ref(second));
    }

    @Test
    void whatUsedAVersionThatIsNotThereIsNotAnswered() {
        assertThatThrownBy(() -> lineage().usedBy("mlp://datasets/growth/raw@1"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aStrayKeyAmongTheMarkersIsPassedOver() {
        DatasetVersion raw = data("growth/raw");
        ModelVersion model = model("growth/churn", raw);
        lake.store()
                .put(
                        ObjectKey.of("models/_lineage/datasets/growth!raw/0000000001/readme.txt"),
                        Content.of("hello"),
                        PutCondition.always());

        assertThat(lineage().usedBy(raw).consumers()).containsExactly(ref(model));
    }

    @Test
    void aZoneThatMayNotBeListedIsNamed() {
        DatasetVersion raw = data("growth/raw");
        DatasetVersion clean = data("growth/clean", raw);
        model("growth/churn", raw);

        Usage usage = limited("models/_lineage/").usedBy(raw);

        assertThat(usage.consumers()).containsExactly(ref(clean));
        assertThat(usage.unseen()).containsExactly(new UnseenZone(Zone.MODELS, Optional.empty(), "no access"));
        assertThat(usage).hasToString(raw.ref() + "\n  → mlp://datasets/growth/clean@1\nnot seen: models (no access)");
        assertThat(usage.toJson())
                .isEqualTo("{\"ref\":\"mlp://datasets/growth/raw@1\",\"digest\":\"%s\"".formatted(raw.digest())
                        + ",\"consumers\":[\"mlp://datasets/growth/clean@1\"]"
                        + ",\"unseen\":[{\"zone\":\"models\",\"why\":\"no access\"}]}");
    }

    @Test
    void retiringRawDataTouchesWhatIsInProduction() {
        DatasetVersion raw = data("growth/raw");
        data("growth/raw");
        DatasetVersion clean = data("growth/clean", raw);
        ModelVersion model = model("growth/churn", clean);
        model("growth/churn");
        lake.platform().models().assign(model, "production", Approval.by("board"));
        lake.platform().datasets().assign(clean, "stable");

        Retirement retirement = lineage().retiring(raw);

        assertThat(retirement)
                .hasToString("mlp://datasets/growth/raw@1\n"
                        + "  → mlp://datasets/growth/clean@1  is latest, stable\n"
                        + "    → mlp://models/growth/churn@1  is production");
        assertThat(retirement.downstream()).containsExactly(ref(clean), ref(model));
        assertThat(retirement.toJson())
                .isEqualTo("{\"ref\":\"mlp://datasets/growth/raw@1\",\"digest\":\"%s\"".formatted(raw.digest())
                        + ",\"touched\":{\"ref\":\"mlp://datasets/growth/raw@1\",\"names\":[],\"consumers\":["
                        + "{\"ref\":\"mlp://datasets/growth/clean@1\",\"names\":[\"latest\",\"stable\"],\"consumers\":["
                        + "{\"ref\":\"mlp://models/growth/churn@1\",\"names\":[\"production\"],\"consumers\":[]}]}]}"
                        + ",\"unseen\":[]}");
    }

    @Test
    void whatIsReachedTwiceIsToldOnce() {
        DatasetVersion raw = data("growth/raw");
        DatasetVersion left = data("growth/left", raw);
        DatasetVersion right = data("growth/right", raw);
        DatasetVersion joined = data("growth/joined", left, right);

        Retirement retirement = lineage().retiring("mlp://datasets/growth/raw@1");

        assertThat(retirement.downstream()).containsExactly(ref(left), ref(joined), ref(right));
        assertThat(retirement)
                .hasToString("mlp://datasets/growth/raw@1  is latest\n"
                        + "  → mlp://datasets/growth/left@1  is latest\n"
                        + "    → mlp://datasets/growth/joined@1  is latest\n"
                        + "  → mlp://datasets/growth/right@1  is latest\n"
                        + "    → mlp://datasets/growth/joined@1  [see above]");
    }

    @Test
    void whatMayNotBeReadDownstreamIsSaid() {
        DatasetVersion raw = data("growth/raw");
        model("growth/churn", raw);

        assertThat(limited("models/growth/churn/_log/").retiring(raw))
                .hasToString(
                        "mlp://datasets/growth/raw@1  is latest\n" + "  → mlp://models/growth/churn@1  [no access]");
        assertThat(limited("models/_lineage/").retiring(raw))
                .hasToString("mlp://datasets/growth/raw@1  is latest\nnot seen: models (no access)");
    }

    @Test
    void aMarkerWhoseConsumerIsGoneIsSaidToBeSo() {
        DatasetVersion raw = data("growth/raw");
        model("growth/churn", raw);
        lake.store()
                .delete(lake.keys("models/growth/churn/").stream()
                        .map(ObjectKey::of)
                        .toList());

        assertThat(lineage().retiring(raw).touched().consumers())
                .extracting(DownstreamNode::toString)
                .containsExactly("mlp://models/growth/churn@1  [not found]");
    }

    private Lineage lineage() {
        return lake.platform().lineage();
    }

    /** As somebody sees it who may not read keys that contain {@code part}. */
    private Lineage limited(String part) {
        MlPlatform platform = Lake.open(RefusingStore.hiding(lake.store(), part), Settings.defaults());
        return platform.lineage();
    }

    private static VersionRef ref(EntityVersion version) {
        return VersionRef.parse(version.ref().uri());
    }

    private DatasetVersion data(String name, DatasetVersion... inputs) {
        DatasetDraft draft = lake.platform().datasets().draft(name);
        long published = lake.platform()
                .datasets()
                .find(name)
                .map(DatasetVersion::version)
                .orElse(0L);
        draft.addBytes("part-" + published, bytes(name));
        for (DatasetVersion input : inputs) {
            draft.uses(input);
        }
        return draft.publish();
    }

    private ModelVersion model(String name, DatasetVersion... inputs) {
        ModelDraft draft = lake.platform().models().draft(name).addBytes("m", bytes(name));
        for (DatasetVersion input : inputs) {
            draft.uses(input);
        }
        return draft.publish();
    }
}
