package io.mlplatform.features;

import io.mlplatform.internal.publish.SourceFile;
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
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** An ingest's rows in the engine, checked against the group's definition and numbered in the order of the sources. */
final class IngestedRows {

    private static final String TABLE = "ingested";

    // Up to so many days the engine keeps a file open for each; beyond, it would close and begin files again and again.
    private static final long MOST_OPEN_DAYS = 64;

    // Takes two thirds of the time of the engine's own level, 3, for a fifteenth more bytes: an ingest is waited for,
    // and
    // a compaction packs again.
    private static final int PACKING = 1;

    private final Engine engine;
    private final FeatureGroup group;
    private boolean hasSystemColumns;
    private final TakenFiles takenBefore;
    private Optional<TakenFiles> took = Optional.empty();

    private IngestedRows(Engine engine, GroupState state) {
        this.engine = engine;
        this.group = state.group();
        this.takenBefore = state.taken();
    }

    /** @throws FeatureDataException a source does not follow the definition */
    static IngestedRows load(Engine engine, GroupState state, List<IngestSource> sources) {
        IngestedRows rows = new IngestedRows(engine, state);
        engine.run(rows.columns().entrySet().stream()
                .limit(rows.width())
                .map(column -> Sql.name(column.getKey()) + " " + Sql.type(column.getValue()))
                .collect(Collectors.joining(", ", "CREATE TABLE " + TABLE + " (", ")")));
        sources.forEach(source -> source.into(rows));
        return rows;
    }

    /** What was taken from places that grow: by the group before, and by these sources so far. */
    TakenFiles taken() {
        return took.orElse(takenBefore);
    }

    /** The same where these sources took any. */
    Optional<TakenFiles> took() {
        return took;
    }

    void take(TakenFiles files) {
        took = Optional.of(files);
    }

    /** Adds the rows of a table, behind those that are there. */
    void load(TableSource source) {
        addSystemColumns();
        add(source.load(engine, "source", columns()));
        engine.run("DROP TABLE source");
    }

    /** Adds a row for each thing, told by {@code teller}, behind those that are there. */
    <T> void append(String source, Iterator<? extends T> things, BiConsumer<? super T, FeatureRow> teller) {
        FeatureRow row = new FeatureRow(source, group, columns());
        boolean told = false;
        do {
            if (told) {
                addSystemColumns();
            }
            try (RowAppender appender = engine.appender(TABLE)) {
                told = appendAll(row, told, things, teller, appender);
            } catch (SQLException e) {
                throw new FeatureDataException(source, "cannot be appended (" + e.getMessage() + "): check them", e);
            }
        } while (told);
    }

    /** True where it stopped at a row that is told and brings columns that the table does not have yet. */
    private <T> boolean appendAll(
            FeatureRow row,
            boolean isTold,
            Iterator<? extends T> things,
            BiConsumer<? super T, FeatureRow> teller,
            RowAppender appender)
            throws SQLException {
        boolean told = isTold;
        while (told || things.hasNext()) {
            if (!told) {
                row.begin();
                teller.accept(things.next(), row);
            }
            if (!hasSystemColumns && row.bringsSystemColumns()) {
                return true;
            }
            row.appendTo(appender, width());
            told = false;
        }
        return false;
    }

    // Most rows of records bring none: nulls for them would cost an eighth of the time that appending takes.
    private void addSystemColumns() {
        if (!hasSystemColumns) {
            engine.run("ALTER TABLE " + TABLE + " ADD COLUMN " + SystemColumns.CREATED + " TIMESTAMPTZ");
            engine.run("ALTER TABLE " + TABLE + " ADD COLUMN " + SystemColumns.DELETED + " BOOLEAN");
            hasSystemColumns = true;
        }
    }

    private int width() {
        int own = group.columns().size() + 1;
        return hasSystemColumns ? own + 2 : own;
    }

    long count() {
        return engine.number("SELECT count(*) FROM " + TABLE);
    }

    long tombstones() {
        return hasSystemColumns
                ? engine.number("SELECT count(*) FROM " + TABLE + " WHERE " + SystemColumns.DELETED)
                : 0;
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
        String day = Sql.day(eventTime);
        long days = engine.number("SELECT max(" + day + ") - min(" + day + ") FROM " + TABLE);
        // The engine numbers the rows of a table that only grows from 0, in the order in which they came.
        engine.run("COPY (SELECT " + Sql.names(group.keys()) + ", " + eventTime
                + (group.features().isEmpty() ? "" : ", " + Sql.names(group.features()))
                + ", " + (hasSystemColumns ? "coalesce(" + SystemColumns.CREATED + ", " + written + ")" : written)
                + " AS " + SystemColumns.CREATED
                + ", " + written + " AS " + SystemColumns.WRITTEN
                + ", rowid AS " + SystemColumns.ORDINAL
                + ", " + (hasSystemColumns ? "coalesce(" + SystemColumns.DELETED + ", false)" : "false")
                + " AS " + SystemColumns.DELETED
                + ", " + day + " AS " + SystemColumns.EVENT_DATE
                + " FROM " + TABLE
                + (days < MOST_OPEN_DAYS ? "" : " ORDER BY " + day + ", rowid")
                + ") TO " + Sql.path(folder) + " (" + WrittenFiles.FORMAT + PACKING + ", PARTITION_BY ("
                + SystemColumns.EVENT_DATE + "), FILENAME_PATTERN " + Sql.text("part-" + ingest + "-{i}") + ")");
        return WrittenFiles.below(engine, folder);
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
