package io.mlplatform.features;

import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** An ingest's rows in the engine, checked against the group's definition and numbered in the order of the sources. */
final class IngestedRows {

    private static final String TABLE = "ingested";

    private final Engine engine;
    private final FeatureGroup group;

    private IngestedRows(Engine engine, FeatureGroup group) {
        this.engine = engine;
        this.group = group;
    }

    /** @throws FeatureDataException a source does not follow the definition */
    static IngestedRows load(Engine engine, FeatureGroup group, List<TableSource> sources) {
        IngestedRows rows = new IngestedRows(engine, group);
        engine.run(rows.columns().entrySet().stream()
                .map(column -> Sql.name(column.getKey()) + " " + Sql.type(column.getValue()))
                .collect(Collectors.joining(
                        ", ", "CREATE TABLE " + TABLE + " (", ", " + SystemColumns.ORDINAL + " BIGINT)")));
        long ordinal = 0;
        for (TableSource source : sources) {
            LoadedTable loaded = source.load(engine, "source", rows.columns());
            rows.add(loaded, ordinal);
            ordinal += loaded.rows();
            engine.run("DROP TABLE source");
        }
        if (ordinal == 0) {
            throw new FeatureDataException(sources.get(0).words(), "and all others hold no rows: add some");
        }
        return rows;
    }

    long count() {
        return engine.number("SELECT count(*) FROM " + TABLE);
    }

    long tombstones() {
        return engine.number("SELECT count(*) FROM " + TABLE + " WHERE " + SystemColumns.DELETED);
    }

    String firstEventTime() {
        return eventTime("min");
    }

    String lastEventTime() {
        return eventTime("max");
    }

    /** Writes the rows below {@code folder}, a folder a day, with this write time; the files by path. */
    List<SourceFile> write(Path folder, String ingest, Instant writeTime) {
        String written = "TIMESTAMPTZ " + Sql.text(writeTime.toString());
        String eventTime = Sql.name(group.eventTime());
        engine.run("COPY (SELECT " + Sql.names(group.keys()) + ", " + eventTime
                + (group.features().isEmpty() ? "" : ", " + Sql.names(group.features()))
                + ", coalesce(" + SystemColumns.CREATED + ", " + written + ") AS " + SystemColumns.CREATED
                + ", " + written + " AS " + SystemColumns.WRITTEN
                + ", " + SystemColumns.ORDINAL + ", " + SystemColumns.DELETED
                + ", CAST(" + eventTime + " AS DATE) AS " + SystemColumns.EVENT_DATE
                + " FROM " + TABLE
                + " ORDER BY " + SystemColumns.EVENT_DATE + ", " + Sql.names(group.keys()) + ", " + eventTime + ", "
                + SystemColumns.ORDINAL
                + ") TO " + Sql.path(folder) + " (FORMAT parquet, PARTITION_BY (" + SystemColumns.EVENT_DATE
                + "), FILENAME_PATTERN " + Sql.text("part-" + ingest + "-{i}") + ")");
        List<SourceFile> files = new ArrayList<>();
        for (List<String> file : engine.rows("SELECT file_name, num_rows FROM parquet_file_metadata("
                + Sql.parquetBelow(folder) + ") ORDER BY file_name")) {
            Path path = Path.of(file.get(0));
            files.add(new SourceFile(
                    String.join("/", names(folder.toAbsolutePath().relativize(path))),
                    content(path),
                    Optional.empty(),
                    OptionalLong.of(Long.parseLong(file.get(1)))));
        }
        return files;
    }

    private static List<String> names(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(name -> names.add(name.toString()));
        return names;
    }

    private static Content content(Path file) {
        try {
            return Content.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' was written just now and cannot be read", e);
        }
    }

    private void add(LoadedTable source, long firstOrdinal) {
        refuseUnknown(source);
        List<String> values = new ArrayList<>();
        for (FeatureColumn key : group.keys()) {
            values.add(source.typedWithoutNulls(source.require(key.name()), key.type()));
        }
        values.add(source.typedWithoutNulls(source.require(group.eventTime()), FeatureType.TIMESTAMP));
        for (FeatureColumn feature : group.features()) {
            values.add(source.find(feature.name())
                    .map(found -> source.typed(found, feature))
                    .orElseGet(() -> nulls(feature.type())));
        }
        values.add(orNull(source, SystemColumns.CREATED, FeatureType.TIMESTAMP));
        values.add("coalesce(" + orNull(source, SystemColumns.DELETED, FeatureType.BOOLEAN) + ", false)");
        values.add(firstOrdinal + " + rowid");
        engine.run("INSERT INTO " + TABLE + " SELECT " + String.join(", ", values) + " FROM " + source.table()
                + " ORDER BY rowid");
    }

    private void refuseUnknown(LoadedTable source) {
        Set<String> known = new HashSet<>();
        columns().keySet().forEach(column -> known.add(FeatureColumn.folded(column)));
        for (String column : source.columns().keySet()) {
            if (!known.contains(FeatureColumn.folded(column))) {
                throw new FeatureDataException(
                        source.source(),
                        column,
                        "is not one of " + columns().keySet() + ": define the feature first, or leave the column out");
            }
        }
    }

    private static String orNull(LoadedTable source, String column, FeatureType type) {
        return source.find(column).map(found -> source.typed(found, type)).orElseGet(() -> nulls(type));
    }

    private static String nulls(FeatureType type) {
        return "CAST(NULL AS " + Sql.type(type) + ")";
    }

    /** What a source may bring, in the order of the table. */
    private Map<String, FeatureType> columns() {
        Map<String, FeatureType> columns = new LinkedHashMap<>();
        group.keys().forEach(key -> columns.put(key.name(), key.type()));
        columns.put(group.eventTime(), FeatureType.TIMESTAMP);
        group.features().forEach(feature -> columns.put(feature.name(), feature.type()));
        columns.put(SystemColumns.CREATED, FeatureType.TIMESTAMP);
        columns.put(SystemColumns.DELETED, FeatureType.BOOLEAN);
        return columns;
    }

    // In the text form of the format, but with all six digits that the engine keeps.
    private String eventTime(String aggregate) {
        return engine.rows("SELECT strftime(" + aggregate + "(" + Sql.name(group.eventTime())
                        + "), '%Y-%m-%dT%H:%M:%S.%fZ') FROM " + TABLE)
                .get(0)
                .get(0);
    }
}
