package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.ObjectStore;
import org.junit.jupiter.api.Test;

/** What an entry may hold at most; what is larger becomes a document, or is refused before a byte is staged. */
class StateLimitTest {

    private final ObjectStore store = Lab.memory();
    private final MlPlatform ml = Lab.open(store);
    private final Journal journal = Journal.of(store, Zone.DATASETS);

    @Test
    void anEntityHas128AliasesAndRemovingOneMakesRoom() {
        DatasetVersion version = Lab.publish(ml, "a.csv", "a");
        journal.append("{\"type\":\"alias\"}", state -> {
            ObjectNode aliases = state.putObject("aliases");
            for (int i = 1; i < 128; i++) {
                aliases.putObject("a" + i)
                        .put("version", 1)
                        .put("digest", version.digest().hex())
                        .put("since", "2026-11-23T12:00:00.000Z");
            }
        });
        ml.datasets().assign(version, "last");
        assertThatThrownBy(() -> ml.datasets().assign(version, "onemore"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("129 aliases");
        ml.datasets().assign(version, "a1");
        ml.datasets().removeAlias(Lab.NAME, "a2");
        ml.datasets().assign(version, "onemore");
        assertThat(journal.state().path("aliases")).hasSize(128);
    }

    @Test
    void anEntityHas256Pins() {
        ModelVersion version = Lab.model(ml, "m");
        Journal models = Journal.of(store, Zone.MODELS);
        models.append("{\"type\":\"pin\"}", state -> {
            ObjectNode pins = state.putObject("pins");
            for (int i = 0; i < 256; i++) {
                pins.putObject(String.format("01j%023d", i)).put("version", 1).put("holder", "h" + i);
            }
        });
        assertThatThrownBy(() -> ml.models().assign(version, "production", Approval.by("board")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("257 pins");
        assertThat(models.types()).containsExactly("commit", "pin");
    }

    @Test
    void aReasonHas512Bytes() {
        ModelVersion version = Lab.model(ml, "m");
        assertThatThrownBy(() -> assign(version, "é".repeat(257))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Journal.of(store, Zone.MODELS).types()).containsExactly("commit");
        assign(version, "é".repeat(256));
    }

    @Test
    void anEventOfMoreThan64KibIsRefusedBeforeAnythingIsStaged() {
        DatasetDraft draft = Lab.draft(ml, "a.csv", "a").message("m".repeat(64 * 1024));
        assertThatThrownBy(draft::publish).isInstanceOf(ConflictException.class).hasMessageContaining("bytes of event");
        assertThat(store.list("datasets/", "", Delimiter.NONE, 10).objects()).isEmpty();
    }

    @Test
    void moreThan64InputsAreADocument() {
        DatasetVersion version = withInputs(65);
        ObjectNode event = (ObjectNode) journal.head().get("event");
        assertThat(event.path("inputs").path("txn")).isEqualTo(event.path("txn"));
        assertThat(version.inputs()).hasSize(65);
        assertThat(Lab.open(store).datasets().get(Lab.NAME)).isEqualTo(version);
    }

    @Test
    void upTo64InputsStandInTheEntry() {
        withInputs(64);
        assertThat(journal.head().path("event").path("inputs")).hasSize(64);
    }

    @Test
    void aRootOfMoreThan16KibIsADocument() {
        DatasetVersion version = Lab.segmented(ml).publish();
        ObjectNode content = (ObjectNode) journal.state().get("content");
        assertThat(content.fieldNames()).toIterable().containsExactly("sha256", "txn", "size");
        assertThat(Lab.open(store).datasets().get(Lab.NAME)).isEqualTo(version);
        assertThat(ml.datasets().verify(version)).isEmpty();
        DatasetVersion next = Lab.publish(Lab.open(store), "own.csv", "x");
        assertThat(next.files()).isEqualTo(version.files() + 1);
        assertThat(ml.datasets().verify(next)).isEmpty();
    }

    @Test
    void aSmallRootStandsInTheEntry() {
        Lab.publish(ml, "a.csv", "a");
        assertThat(journal.state().path("content").path("entries")).hasSize(1);
        assertThat(Digest.of("a").hex())
                .isEqualTo(journal.state()
                        .path("content")
                        .path("entries")
                        .get(0)
                        .path("sha256")
                        .asText());
    }

    private void assign(ModelVersion version, String reason) {
        ml.models().assign(version, "production", Approval.by("board").because(reason));
    }

    private DatasetVersion withInputs(int count) {
        ModelVersion input = Lab.model(ml, "m");
        DatasetDraft draft = Lab.draft(ml, "a.csv", "a");
        for (int i = 0; i < count; i++) {
            draft.uses(input, "role-" + i);
        }
        return draft.publish();
    }
}
