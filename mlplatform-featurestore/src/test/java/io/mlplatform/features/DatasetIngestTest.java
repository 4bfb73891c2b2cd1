package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mlplatform.Input;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.datasets.FileFilter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetIngestTest {

    private static final String HEADER = "customer,at,visits\n";

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @BeforeEach
    void define() {
        features.define(Lake.activity().build());
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void rowsOfAllFilesAreTakenInOrderOfPathAndTheVersionIsAnInput() {
        Path parquet = ParquetRows.write(
                folder.resolve("b.parquet"),
                "SELECT 2 AS customer, TIMESTAMP '2026-11-23 10:00:00' AS at, 6 AS visits");
        DatasetVersion raw = platform.datasets()
                .draft("growth/raw")
                .partitionBy("day")
                .addBytes("day=2/a.csv", bytes(HEADER + "1,2026-11-23T10:00:00Z,7\n"))
                .addFile(parquet, "day=1/b.parquet")
                .publish();

        FeatureGroupVersion version =
                features.draft("growth/activity").addDataset(raw).publish();

        assertThat(version.inputs()).containsExactly(new Input(raw.ref(), "source"));
        features.fetch(version, folder.resolve("out"));
        assertThat(ParquetRows.read(folder.resolve("out")
                        .resolve(features.files(version).get(0).path())))
                .extracting(row -> row.get("customer"), row -> row.get("visits"), row -> row.get("_ordinal"))
                .containsExactlyInAnyOrder(tuple(2L, 6L, 0L), tuple(1L, 7L, 1L));
        assertThat(platform.lineage().of(version)).hasToString(version.ref() + "\n  ← " + raw.ref() + " (source)");
    }

    @Test
    void onlyTheFilesMeantAreRead() {
        DatasetVersion raw = platform.datasets()
                .draft("growth/raw")
                .partitionBy("day")
                .addBytes("day=1/a.csv", bytes(HEADER + "1,2026-11-23T10:00:00Z,7\n"))
                .addBytes("day=2/README.md", bytes("no table"))
                .publish();

        assertThat(features.draft("growth/activity")
                        .addDataset(raw, FileFilter.partition("day", "1"))
                        .publish()
                        .ingested())
                .isEqualTo(1);
        assertThatThrownBy(
                        () -> features.draft("growth/activity").addDataset(raw).publish())
                .isInstanceOf(FeatureDataException.class)
                .hasMessageContaining(raw.ref() + " day=2/README.md")
                .hasMessageContaining("leave it out by a filter");
        assertThatThrownBy(() -> features.draft("growth/activity")
                        .addDataset(raw, FileFilter.prefix("day=3/"))
                        .publish())
                .isInstanceOf(FeatureDataException.class)
                .hasMessageContaining("no files among files below 'day=3/'");
    }

    @Test
    void aDatasetOfAWorkspaceIsTakenTooAndAWrongRowIsNamedByItsFile() {
        DatasetVersion raw = platform.workspace("growth")
                .datasets()
                .draft("raw")
                .addBytes("a.csv", bytes(HEADER + "1,2026-11-23T10:00:00Z,7\n1,2026-11-23T10:00:00Z,seven\n"))
                .publish();

        assertThatThrownBy(
                        () -> features.draft("growth/activity").addDataset(raw).publish())
                .isInstanceOf(FeatureDataException.class)
                .hasMessageContaining(raw.ref() + " a.csv row 2 column 'visits'");
        assertThat(features.find("growth/activity")).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
