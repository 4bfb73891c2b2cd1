package io.mlplatform.datasets;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Column;
import io.mlplatform.ConflictException;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.Schema;
import io.mlplatform.Settings;
import io.mlplatform.store.MemoryStore;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a version says of its columns, and how that goes on from version to version. */
class DatasetSchemaTest {

    private static final Schema FIRST = Schema.of(Column.required("id", "int64"), Column.nullable("plan", "string"));
    private static final Schema SECOND = FIRST.with(Column.nullable("score", "float32"));

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final DatasetRegistry datasets = lake.platform().datasets();

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aDraftThatSaysNothingKeepsTheSchemaBefore() {
        assertThat(draft("a.csv").publish().schema()).isEmpty();
        DatasetVersion told = draft("b.csv").schema(FIRST).publish();
        DatasetVersion silent = draft("c.csv").publish();

        assertThat(told.schema()).hasValue(FIRST);
        assertThat(silent.schema()).hasValue(FIRST);
        assertThat(datasets.get("growth/churn@2")).isEqualTo(told);
        assertThat(datasets.history("growth/churn").versions())
                .extracting(DatasetVersion::schema)
                .containsExactly(Optional.of(FIRST), Optional.of(FIRST), Optional.empty());
        assertThat(lake.text("datasets/growth/churn/_log/9999999997-0000000002.json"))
                .contains("\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"int64\"},"
                        + "{\"name\":\"plan\",\"type\":\"string\",\"nullable\":true}]}");
    }

    @Test
    void aSchemaGrowsByNullableColumnsOnly() {
        draft("a.csv").schema(FIRST).publish();
        DatasetVersion grown = draft("b.csv").schema(SECOND).publish();

        assertThat(grown.schema()).hasValue(SECOND);
        assertThatThrownBy(() -> draft("c.csv").schema(FIRST).publish())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("'score: float32?' is missing");
        assertThatThrownBy(() -> draft("c.csv")
                        .replace()
                        .schema(SECOND.with(Column.required("day", "date")))
                        .publish())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("not nullable");
        assertThat(datasets.get("growth/churn").version()).isEqualTo(2);
        assertThat(lake.keys("/data/")).hasSize(2);
    }

    @Test
    void aLargeSchemaIsADocumentThatLaterVersionsNameAgain() {
        Schema wide = Schema.of(IntStream.range(0, 1_000)
                .mapToObj(i -> Column.nullable("feature_" + i, "float64"))
                .toArray(Column[]::new));
        draft("a.csv").schema(wide).publish();
        DatasetVersion second = draft("b.csv").publish();

        assertThat(second.schema()).hasValue(wide);
        assertThat(lake.keys("/_manifests/")).hasSize(1);
        assertThat(lake.text("datasets/growth/churn/_log/9999999998-0000000001.json"))
                .contains("\"sources\":[1]", "\"schema\":{\"sha256\":");
        try (MlPlatform other = Lake.open(lake.store(), Settings.defaults())) {
            assertThat(other.datasets().get("growth/churn@2").schema()).hasValue(wide);
        }
    }

    @Test
    void aDifferenceTellsTheColumnsThatCame() {
        DatasetVersion before = draft("a.csv").schema(FIRST).publish();
        DatasetVersion after = draft("b.csv").schema(SECOND).publish();

        VersionDiff diff = datasets.diff(before, after);

        assertThat(diff.addedColumns()).containsExactly(Column.nullable("score", "float32"));
        assertThat(diff.removedColumns()).isEmpty();
        assertThat(datasets.diff(after, before).removedColumns()).hasSize(1);
    }

    @Test
    void promotionAndCopyKeepTheSchema() {
        DatasetVersion source = draft("a.csv").schema(FIRST).publish();
        DatasetVersion promoted = datasets.promote(source, "growth/formal");
        try (Lake there = new Lake(new MemoryStore(new Lake.Ticks()))) {
            DatasetVersion copied = datasets.copy(source, there.platform());

            assertThat(promoted.schema()).hasValue(FIRST);
            assertThat(copied.schema()).hasValue(FIRST);
        }
        DatasetVersion narrower = datasets.draft("growth/other")
                .addBytes("a.csv", bytes("2"))
                .schema(Schema.of(Column.required("id", "int64")))
                .publish();
        assertThatThrownBy(() -> datasets.promote(narrower, "growth/formal")).isInstanceOf(ConflictException.class);
    }

    private DatasetDraft draft(String path) {
        return datasets.draft("growth/churn").addBytes(path, bytes("id\n1\n"));
    }
}
