package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Column;
import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.Schema;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.ObjectStore;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which changes are redone silently on what another writer committed meanwhile, and which are refused. */
class CommutingTest {

    private static final Schema SCHEMA = Schema.of(Column.required("id", "int64"));

    private final ObjectStore store = Lab.memory();
    private final MlPlatform ml = Lab.open(store);

    @Test
    void appendsStandBesideEachOther() {
        Lab.publish(ml, "base.csv", "b");
        DatasetVersion version = race(append("other.csv", "o"), append("own.csv", "w"));
        assertThat(Lab.paths(ml, version)).containsExactly("base.csv", "other.csv", "own.csv");
        assertThat(version.version()).isEqualTo(3);
    }

    @Test
    void ofTwoWhoAddOtherColumnsOneIsRefused() {
        Lab.draft(ml, "base.csv", "b").schema(SCHEMA).publish();
        assertThatThrownBy(() -> race(
                        append("other.csv", "o").andThen(d -> d.schema(SCHEMA.with(Column.nullable("plan", "string")))),
                        append("own.csv", "w")
                                .andThen(d -> d.schema(SCHEMA.with(Column.nullable("score", "float32"))))))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("'score: float32?' where 'plan: string?' was");
        assertThat(ml.datasets().get(Lab.NAME).version()).isEqualTo(2);
    }

    @Test
    void whoeverSaysNothingOrTheSameOfColumnsTakesThoseThatAnotherAdded() {
        Lab.draft(ml, "base.csv", "b").schema(SCHEMA).publish();
        Schema grown = SCHEMA.with(Column.nullable("plan", "string"));
        DatasetVersion silent = race(append("1.csv", "o").andThen(d -> d.schema(grown)), append("2.csv", "w"));
        assertThat(silent.schema()).hasValue(grown);
        Schema more = grown.with(Column.nullable("score", "float32"));
        DatasetVersion same = race(
                append("3.csv", "o").andThen(d -> d.schema(more)),
                append("4.csv", "w").andThen(d -> d.schema(more)));
        assertThat(same.schema()).hasValue(more);
        assertThat(same.version()).isEqualTo(5);
    }

    @Test
    void anAppendedFileThatIsThereEquallyIsSkipped() {
        Lab.publish(ml, "base.csv", "b");
        DatasetVersion version = race(
                append("same.csv", "s"), append("same.csv", "s").andThen(d -> d.addBytes("own.csv", Lab.bytes("w"))));
        assertThat(Lab.paths(ml, version)).containsExactly("base.csv", "own.csv", "same.csv");
        assertThat(ml.datasets().verify(version)).isEmpty();
    }

    @Test
    void anAppendedFileThatIsThereWithOtherBytesIsAConflict() {
        Lab.publish(ml, "base.csv", "b");
        assertThatThrownBy(() -> race(append("same.csv", "o"), append("same.csv", "w")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("same.csv");
        assertThat(ml.datasets().get(Lab.NAME).version()).isEqualTo(2);
    }

    @Test
    void anAppendToAKnownPathWithOtherBytesExistsAlready() {
        Lab.publish(ml, "same.csv", "o");
        assertThatThrownBy(() -> Lab.publish(ml, "same.csv", "w")).isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void anAppendOfWhatAnotherDeletedMeanwhileIsAConflict() {
        DatasetVersion base =
                Lab.draft(ml, "a.csv", "a").addBytes("b.csv", Lab.bytes("b")).publish();
        assertThatThrownBy(() -> race(delete("a.csv"), append("a.csv", "a"))).isInstanceOf(ConflictException.class);
        assertThat(base.files()).isEqualTo(2);
    }

    @Test
    void aReplaceBehindAnAppendIsAConflict() {
        Lab.publish(ml, "base.csv", "b");
        assertThatThrownBy(() ->
                        race(append("other.csv", "o"), append("own.csv", "w").andThen(DatasetDraft::replace)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("other.csv");
        assertThat(Lab.paths(ml, ml.datasets().get(Lab.NAME))).containsExactly("base.csv", "other.csv");
    }

    @Test
    void partitionsAreOverwrittenBesideOthers() {
        partitioned("dt=1/a.csv", "dt=2/b.csv", "dt=3/c.csv");
        DatasetVersion version = race(overwrite("dt=1/new.csv"), overwrite("dt=2/new.csv"));
        assertThat(Lab.paths(ml, version)).containsExactly("dt=1/new.csv", "dt=2/new.csv", "dt=3/c.csv");
        assertThat(ml.datasets().verify(version)).isEmpty();
    }

    @Test
    void ofTwoWhoOverwriteOnePartitionOneIsRefused() {
        partitioned("dt=1/a.csv", "dt=2/b.csv");
        assertThatThrownBy(() -> race(overwrite("dt=1/x.csv"), overwrite("dt=1/y.csv")))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void anOverwriteOfAPartitionThatGrewMeanwhileIsAConflict() {
        partitioned("dt=1/a.csv");
        assertThatThrownBy(() -> race(append("dt=1/b.csv", "b"), overwrite("dt=1/y.csv")))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void aDeleteStandsBesideAnAppend() {
        Lab.draft(ml, "a.csv", "a").addBytes("b.csv", Lab.bytes("b")).publish();
        DatasetVersion version = race(append("other.csv", "o"), delete("a.csv"));
        assertThat(Lab.paths(ml, version)).containsExactly("b.csv", "other.csv");
    }

    @Test
    void ofTwoWhoDeleteOnePathOneIsRefused() {
        Lab.draft(ml, "a.csv", "a").addBytes("b.csv", Lab.bytes("b")).publish();
        assertThatThrownBy(() -> race(delete("a.csv"), delete("a.csv"))).isInstanceOf(ConflictException.class);
    }

    @Test
    void whatIsNotThereCannotBeDeleted() {
        Lab.publish(ml, "a.csv", "a");
        assertThatThrownBy(() -> ml.datasets().draft(Lab.NAME).delete("b.csv").publish())
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void theFirstVersionFixesThePartitions() {
        partitioned("dt=1/a.csv");
        assertThatThrownBy(
                        () -> Lab.draft(ml, "x=1/b.csv", "b").partitionBy("x").publish())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("[dt]");
        assertThat(Lab.publish(ml, "dt=2/b.csv", "b").partitionBy()).containsExactly("dt");
    }

    @Test
    void otherPartitionsFixedMeanwhileAreAConflict() {
        Function<MlPlatform, DatasetDraft> other = append("x=1/o.csv", "o").andThen(draft -> draft.partitionBy("x"));
        Function<MlPlatform, DatasetDraft> own = append("y=1/w.csv", "w").andThen(draft -> draft.partitionBy("y"));
        assertThatThrownBy(() -> race(other, own)).isInstanceOf(ConflictException.class);
    }

    @Test
    void modelsFollowEachOtherWhateverCameBetween() {
        Lab.model(ml, "1");
        Tap tap = Tap.before(store, Lab.LOG, bytes -> Lab.model(Lab.open(store), "2"));
        ModelVersion version = Lab.model(Lab.open(tap), "3");
        assertThat(version.version()).isEqualTo(3);
        assertThat(ml.models().verify(version)).isEmpty();
    }

    @Test
    void aModelWithTheBytesOfItsBaseIsWholeAlsoBehindAnother() {
        Lab.model(ml, "same");
        Tap tap = Tap.before(store, Lab.LOG, bytes -> Lab.model(Lab.open(store), "between"));
        ModelVersion version = Lab.model(Lab.open(tap), "same");
        assertThat(version.version()).isEqualTo(3);
        assertThat(ml.models().verify(version)).isEmpty();
    }

    @Test
    void anEntityOfAnotherKindIsRefused() {
        Lab.publish(ml, "a.csv", "a");
        Journal.of(store, Zone.DATASETS).append("{\"type\":\"noop\"}", state -> state.put("kind", "model"));
        assertThatThrownBy(() -> Lab.publish(ml, "b.csv", "b"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("is a model");
    }

    private DatasetVersion race(Function<MlPlatform, DatasetDraft> other, Function<MlPlatform, DatasetDraft> own) {
        Tap tap =
                Tap.before(store, Lab.LOG, bytes -> other.apply(Lab.open(store)).publish());
        return own.apply(Lab.open(tap)).publish();
    }

    private static Function<MlPlatform, DatasetDraft> append(String path, String text) {
        return platform -> Lab.draft(platform, path, text);
    }

    private static Function<MlPlatform, DatasetDraft> overwrite(String path) {
        return append(path, path).andThen(DatasetDraft::overwritePartitions);
    }

    private static Function<MlPlatform, DatasetDraft> delete(String path) {
        return platform -> platform.datasets().draft(Lab.NAME).delete(path);
    }

    private void partitioned(String... paths) {
        DatasetDraft draft = ml.datasets().draft(Lab.NAME).partitionBy("dt");
        List.of(paths).forEach(path -> draft.addBytes(path, Lab.bytes(path)));
        draft.publish();
    }
}
