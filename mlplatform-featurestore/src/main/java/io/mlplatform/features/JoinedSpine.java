package io.mlplatform.features;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A spine in the engine and what is joined to it, group by group: a row of the result for each of the spine. */
final class JoinedSpine {

    private final Engine engine;
    private final LoadedTable spine;
    private final String timeColumn;
    private final Map<String, FeatureType> types;
    private final JoinRule.Book rules;
    private final List<String> spineColumns;
    private final List<FeatureJoin> joins = new ArrayList<>();

    /** @throws FeatureDataException the spine lacks a column, or has a value of another type in a key or the time */
    JoinedSpine(
            Engine engine, LoadedTable spine, String timeColumn, Map<String, FeatureType> types, JoinRule.Book rules) {
        this.engine = engine;
        this.spine = spine;
        this.timeColumn = timeColumn;
        this.types = types;
        this.rules = rules;
        engine.run(rules.sql(JoinRule.UTC));
        this.spineColumns = spineColumns();
    }

    /** The newest time of a row; empty where none has one. */
    Optional<Instant> newestTime() {
        String newest = engine.rows("SELECT epoch_us(max("
                        + spine.typed(spine.require(timeColumn), FeatureType.TIMESTAMP) + ")) FROM spine")
                .get(0)
                .get(0);
        return newest.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(Long.parseLong(newest), ChronoUnit.MICROS));
    }

    /** @throws FeatureDataException the spine has a column that the join gives too */
    void requireRoomFor(FeatureJoin join) {
        for (String column : join.columns()) {
            if (spine.find(column).isPresent()) {
                throw new FeatureDataException(
                        spine.source(),
                        column,
                        "is also what " + join.group().name()
                                + " adds: rename the spine's column, or give the join a prefix or the feature another name");
            }
        }
    }

    /** Joins the group's Parquet files in {@code offline}, of which there may be none. */
    void join(FeatureJoin join, Optional<Instant> cutoff, Optional<Path> offline) {
        new PointInTimeJoin(engine, join, spine, timeColumn, cutoff, rules).into("answers" + joins.size(), offline);
        joins.add(join);
    }

    /** Writes the result to a Parquet file, in the spine's order. */
    TrainingSet write(Path result) {
        TrainingSet counted = counted();
        engine.run("COPY (" + result() + ") TO " + Sql.path(result) + " (FORMAT parquet)");
        return counted;
    }

    /** Hands over the result row by row, in the spine's order. */
    TrainingSet read(Consumer<? super Map<String, @Nullable Object>> receiver) {
        TrainingSet counted = counted();
        engine.read(result(), row -> receiver.accept(JoinedRow.of(row)));
        return counted;
    }

    private String result() {
        StringBuilder columns = new StringBuilder(String.join(", ", spineColumns));
        StringBuilder tables = new StringBuilder("spine");
        for (int i = 0; i < joins.size(); i++) {
            String answers = "answers" + i;
            for (FeatureColumn feature : joins.get(i).features()) {
                columns.append(", " + answers + "." + Sql.name(joins.get(i).column(feature)));
            }
            columns.append(
                    ", " + answers + "._status AS " + Sql.name(joins.get(i).statusColumn()));
            tables.append(" POSITIONAL JOIN " + answers);
        }
        return "SELECT " + columns + " FROM " + tables;
    }

    private TrainingSet counted() {
        long rows = spine.rows();
        Map<String, Map<FeatureStatus, Long>> counts = new LinkedHashMap<>();
        for (int i = 0; i < joins.size(); i++) {
            Map<FeatureStatus, Long> found = new EnumMap<>(FeatureStatus.class);
            engine.rows("SELECT _status, count(*) FROM answers" + i + " GROUP BY _status")
                    .forEach(row -> found.put(FeatureStatus.of(row.get(0)), Long.parseLong(row.get(1))));
            long answers = found.values().stream().mapToLong(count -> count).sum();
            if (answers != rows) {
                // Put beside the spine, they would stand beside other rows than theirs.
                throw new IllegalStateException("DuckDB gave " + answers + " answers of "
                        + joins.get(i).group().name() + " for " + rows + " rows of the spine");
            }
            counts.put(joins.get(i).statusColumn(), found);
        }
        return new TrainingSet(rows, counts);
    }

    /** The spine's columns as the result has them: those of CSV with the types that their values show. */
    private List<String> spineColumns() {
        Map<String, FeatureType> known = new LinkedHashMap<>();
        types.forEach((name, type) -> known.put(FeatureColumn.folded(name), type));
        List<String> columns = new ArrayList<>();
        for (String column : spine.columns().keySet()) {
            FeatureType type = known.get(FeatureColumn.folded(column));
            String value = !spine.isText()
                    ? spine.raw(column)
                    : type == null ? TextColumn.typed(spine, column) : spine.typed(column, type);
            columns.add(value + " AS " + Sql.name(column));
        }
        return columns;
    }
}
