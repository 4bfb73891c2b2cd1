package io.mlplatform.features;

import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** An ingest's rows in the engine, checked against the group's definition and numbered in the order of the sources. */
final class IngestedRows {

    private static final String TABLE = "ingested";

    // Up to so many days the engine keeps a file open for each; beyond, it would close and begin files again and again.
    private static final long MOST_OPEN_DAYS = 64;

    private final Engine engine;
    private final FeatureGroup group;

    private IngestedRows(Engine engine, FeatureGroup group) {
        this.engine = engine;
        this.group = group;
    }

    /** @throws FeatureDataException a source does not follow the definition */
    static IngestedRows load(Engine engine, FeatureGroup group, List<IngestSource> sources) {
        IngestedRows rows = new IngestedRows(engine, group);
        engine.run(rows.columns().entrySet().stream()
                .map(column -> Sql.name(column.getKey()) + " " + Sql.type(column.getValue()))
                .collect(Collectors.joining(", ", "CREATE TABLE " + TABLE + " (", ")")));
        sources.forEach(source -> source.into(rows));
        if (rows.count() == 0) {
            throw new FeatureDataException(sources.get(0).words(), "and all others hold no rows: add some");
        }
        return rows;
    }

    /** Adds the rows of a table, behind those that are there. */
    void load(TableSource source) {
        add(source.load(engine, "source", columns()));
        engine.run("DROP TABLE source");
    }

    /** Adds a row for each thing, told by {@code teller}, behind those that are there. */
    <T> void append(String source, Iterator<? extends T> things, BiConsumer<? super T, FeatureRow> teller) {
        FeatureRow row = new FeatureRow(source, group, columns());
        try (RowAppender appender = engine.appender(TABLE)) {
            while (things.hasNext()) {
                row.begin();
                teller.accept(things.next(), row);
                row.appendTo(appender);
            }
        } catch (SQLException e) {
            throw new FeatureDataException(source, "cannot be appended (" + e.getMessage() + "): check them", e);
        }
    }

    long count() {
        return engine.number("SELECT count(*) FROM " + TABLE);
    }

    long tombstones() {
        return engine.number("SELECT count(*) FROM " + TABLE + " WHERE " + SystemColumns.DELETED);
    }

    /** What rules out that two of the rows have the same keys and event time; hashes may see a tie where there is none. */
    Optional<UntiedRows> untied(Instant writeTime) {
        long places = engine.number("SELECT count(DISTINCT hash(" + Sql.names(group.keys()) + ", "
                + Sql.name(group.eventTime()) + ")) FROM " + TABLE);
        return places == count()
                ? Optional.of(
                        new UntiedRows(Instant.parse(firstEventTime()), Instant.parse(lastEventTime()), writeTime))
                : Optional.empty();
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
        String day = "CAST(" + eventTime + " AS DATE)";
        long days = engine.number("SELECT max(" + day + ") - min(" + day + ") FROM " + TABLE);
        // The engine numbers the rows of a table that only grows from 0, in the order in which they came.
        engine.run("COPY (SELECT " + Sql.names(group.keys()) + ", " + eventTime
                + (group.features().isEmpty() ? "" : ", " + Sql.names(group.features()))
                + ", coalesce(" + SystemColumns.CREATED + ", " + written + ") AS " + SystemColumns.CREATED
                + ", " + written + " AS " + SystemColumns.WRITTEN
                + ", rowid AS " + SystemColumns.ORDINAL
                + ", coalesce(" + SystemColumns.DELETED + ", false) AS " + SystemColumns.DELETED
                + ", " + day + " AS " + SystemColumns.EVENT_DATE
                + " FROM " + TABLE
                + (days < MOST_OPEN_DAYS ? "" : " ORDER BY " + day + ", rowid")
                + ") TO " + Sql.path(folder) + " (FORMAT parquet, COMPRESSION zstd, PARTITION_BY ("
                + SystemColumns.EVENT_DATE + "), FILENAME_PATTERN " + Sql.text("part-" + ingest + "-{i}") + ")");
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

    private void add(LoadedTable source) {
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
        values.add(orNull(source, SystemColumns.DELETED, FeatureType.BOOLEAN));
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
