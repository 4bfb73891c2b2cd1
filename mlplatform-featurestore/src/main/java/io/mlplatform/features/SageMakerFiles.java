package io.mlplatform.features;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files that SageMaker Feature Store wrote into a group's offline store, as one table in the order in which it wrote the
 * rows: so of rows with the same keys, event time and invocation time the same one counts here as there.
 *
 * @param words what messages call the place
 * @param files the local copies by their paths there, in order
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-offline.html">The offline store's data
 *     format</a>: the system's columns, and paths
 *     {@code year=/month=/day=/hour=/<timestamp>_<16 letters and digits>.parquet} by event time
 */
record SageMakerFiles(String words, Map<String, Path> files) implements TableSource {

    private static final String FILE = "_source_file";
    private static final String ROW = "file_row_number";
    private static final int SHOWN_CHARS = 100;

    @Override
    public LoadedTable load(Engine engine, String table, Map<String, FeatureType> wanted) {
        String rows = "read_parquet("
                + files.values().stream().map(Sql::file).collect(Collectors.joining(", ", "[", "]"))
                + ", hive_partitioning = false, union_by_name = true, filename = '" + FILE
                + "', file_row_number = true)";
        Map<String, String> found = columns(engine, rows);
        refuseOthers(found, wanted);
        List<String> values = new ArrayList<>();
        wanted.forEach((name, type) -> find(found, name)
                .ifPresent(column -> values.add(
                        value(engine, rows, column, found.getOrDefault(column, ""), type) + " AS " + Sql.name(name))));
        engine.run("CREATE TABLE " + table + " AS SELECT " + String.join(", ", values) + " FROM " + rows + " ORDER BY "
                + SystemColumns.WRITTEN + ", " + FILE + ", " + ROW);
        return new LoadedTable(engine, words, table, engine.columns(table), false);
    }

    private Map<String, String> columns(Engine engine, String rows) {
        try {
            return engine.columns(rows);
        } catch (EngineFailure e) {
            throw new FeatureDataException(words, "cannot be read as Parquet (" + e.reason() + "): check the files", e);
        }
    }

    private void refuseOthers(Map<String, String> found, Map<String, FeatureType> wanted) {
        for (String own : List.of(SystemColumns.CREATED, SystemColumns.WRITTEN, SystemColumns.DELETED)) {
            if (!found.containsKey(own)) {
                throw new FeatureDataException(
                        words,
                        own,
                        "is missing, which SageMaker adds to each file of an offline store: name the place that"
                                + " DescribeFeatureGroup tells as ResolvedOutputS3Uri, of a group in the Glue format");
            }
        }
        Set<String> known = new HashSet<>(Set.of(SystemColumns.WRITTEN, FILE, ROW));
        wanted.keySet().forEach(name -> known.add(FeatureColumn.folded(name)));
        for (String column : found.keySet()) {
            if (!known.contains(FeatureColumn.folded(column))) {
                throw new FeatureDataException(
                        words, column, "is not one of " + wanted.keySet() + ": define the feature first");
            }
        }
    }

    private String value(Engine engine, String rows, String column, String engineType, FeatureType type) {
        String raw = Sql.name(column);
        String value = SageMakerValue.of(raw, engineType, type)
                .orElseThrow(() -> new FeatureDataException(
                        words, column, "is " + engineType + " where the definition has " + type + ": define it anew"));
        var wrong = engine.rows("SELECT " + FILE + ", " + ROW + ", left(CAST(" + raw + " AS VARCHAR), " + SHOWN_CHARS
                + ") FROM " + rows + " WHERE " + raw + " IS NOT NULL AND (" + value + ") IS NULL ORDER BY ALL LIMIT 1");
        if (!wrong.isEmpty()) {
            throw new FeatureDataException(
                    words + pathOf(wrong.get(0).get(0)),
                    Long.parseLong(wrong.get(0).get(1)) + 1,
                    column,
                    "'" + wrong.get(0).get(2) + "' is not " + Conversion.form(type)
                            + ": correct the record in SageMaker, nothing was stored");
        }
        return value;
    }

    private String pathOf(String local) {
        return files.entrySet().stream()
                .filter(file -> file.getValue().equals(Path.of(local)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(local + " was read from " + files));
    }

    private static Optional<String> find(Map<String, String> found, String name) {
        return found.keySet().stream()
                .filter(column -> FeatureColumn.folded(column).equals(FeatureColumn.folded(name)))
                .findFirst();
    }
}
