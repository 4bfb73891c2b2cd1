package io.mlplatform.features;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The join of a spine with one group, in the engine: {@code point} (the spine's keys and times), {@code history} (the
 * group's rows), {@code matched} (at most one row of the history for each point), {@code judged} (its status), result.
 */
final class PointInTimeJoin {

    // Newest first; the ordinal ends every tie, since write times differ between ingests.
    private static final String NEWEST = "created DESC, written DESC, ordinal DESC";

    private final Engine engine;
    private final FeatureGroup group;
    private final LoadedTable spine;
    private final String timeColumn;
    private final Optional<String> knownAt;
    private final String statusColumn;

    PointInTimeJoin(Engine engine, FeatureGroup group, LoadedTable spine, String timeColumn, Optional<String> knownAt) {
        this.engine = engine;
        this.group = group;
        this.spine = spine;
        this.timeColumn = timeColumn;
        this.knownAt = knownAt;
        this.statusColumn = group.statusColumn();
    }

    /** The columns of the spine whose types the group knows. */
    static Map<String, FeatureType> spineTypes(FeatureGroup group, String timeColumn) {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        group.keys().forEach(key -> types.put(key.name(), key.type()));
        types.put(timeColumn, FeatureType.TIMESTAMP);
        return types;
    }

    /** Joins the spine with the Parquet files below {@code offline}, and writes {@code result}. */
    TrainingSet write(Path offline, Path result) {
        List<String> selected = spineColumns();
        refuseCollisions();
        loadPoints();
        loadHistory(offline);
        match();
        judge();
        engine.run("COPY (SELECT " + String.join(", ", selected)
                + featureNames("judged.").stream().map(name -> ", " + name).collect(Collectors.joining())
                + ", judged._status AS " + Sql.name(statusColumn)
                + " FROM spine JOIN judged ON spine.rowid = judged._point ORDER BY spine.rowid) TO " + Sql.path(result)
                + " (FORMAT parquet)");
        Map<FeatureStatus, Long> counts = new EnumMap<>(FeatureStatus.class);
        engine.rows("SELECT _status, count(*) FROM judged GROUP BY _status")
                .forEach(row -> counts.put(FeatureStatus.of(row.get(0)), Long.parseLong(row.get(1))));
        return new TrainingSet(spine.rows(), statusColumn, counts);
    }

    private void loadPoints() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < group.keys().size(); i++) {
            FeatureColumn key = group.keys().get(i);
            columns.add(spine.typed(spine.require(key.name()), key.type()) + " AS k" + i);
        }
        columns.add(spine.typed(spine.require(timeColumn), FeatureType.TIMESTAMP) + " AS t");
        engine.run("CREATE TABLE point AS SELECT rowid AS point, " + String.join(", ", columns) + " FROM spine");
    }

    private void loadHistory(Path offline) {
        String files =
                "read_parquet(" + Sql.parquetBelow(offline) + ", hive_partitioning = false, union_by_name = true)";
        Map<String, String> stored = engine.columns(files);
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < group.keys().size(); i++) {
            columns.add(Sql.name(group.keys().get(i).name()) + " AS k" + i);
        }
        columns.add(Sql.name(group.eventTime()) + " AS event_time");
        columns.add(SystemColumns.CREATED + " AS created");
        columns.add(SystemColumns.WRITTEN + " AS written");
        columns.add(SystemColumns.ORDINAL + " AS ordinal");
        columns.add(SystemColumns.DELETED + " AS deleted");
        for (int i = 0; i < group.features().size(); i++) {
            FeatureColumn feature = group.features().get(i);
            // Files from before the feature was added do not have it.
            String value = stored.containsKey(feature.name())
                    ? Sql.name(feature.name())
                    : "CAST(NULL AS " + Sql.type(feature.type()) + ")";
            columns.add(value + " AS f" + i);
        }
        engine.run("CREATE VIEW history AS SELECT " + String.join(", ", columns) + " FROM " + files);
    }

    private void match() {
        String keys = keys(i -> "point.k" + i + " = history.k" + i, " AND ");
        if (knownAt.isEmpty()) {
            // ASOF takes any one of rows with an equal event time, so all but the right one must go first. Tombstones
            // stay:
            // without them the value before would come back to life.
            engine.run("CREATE TABLE newest AS SELECT * FROM history QUALIFY row_number() OVER (PARTITION BY "
                    + keys(i -> "k" + i, ", ") + ", event_time ORDER BY " + NEWEST + ") = 1");
            engine.run("CREATE VIEW matched AS SELECT point.point, point.t, history.*"
                    + " FROM point ASOF LEFT JOIN newest AS history ON " + keys + " AND point.t >= history.event_time");
        } else {
            // ASOF takes one inequality only.
            engine.run("CREATE VIEW known AS SELECT point.point, history.* FROM point JOIN history ON " + keys
                    + " AND history.event_time <= point.t AND " + knownBy(knownAt.get()) + " <= point.t"
                    + " QUALIFY row_number() OVER (PARTITION BY point.point ORDER BY event_time DESC, " + NEWEST
                    + ") = 1");
            engine.run("CREATE VIEW matched AS SELECT point.point, point.t, known.* EXCLUDE (point)"
                    + " FROM point LEFT JOIN known ON point.point = known.point");
        }
    }

    private void judge() {
        String expired = group.timeToLive() instanceof TimeToLive.Within ttl
                ? " WHEN epoch_us(t) - epoch_us(event_time) > " + ttl.micros() + " THEN 'expired'"
                : "";
        String values = IntStream.range(0, group.features().size())
                .mapToObj(i -> ", CASE WHEN status = 'found' THEN f" + i + " END AS "
                        + Sql.name(group.features().get(i).name()))
                .collect(Collectors.joining());
        engine.run("CREATE TABLE judged AS SELECT point AS _point, status AS _status" + values
                + " FROM (SELECT *, CASE WHEN event_time IS NULL THEN 'missing' WHEN deleted THEN 'deleted'" + expired
                + " ELSE 'found' END AS status FROM matched)");
    }

    private String knownBy(String column) {
        if (column.equals(SystemColumns.CREATED)) {
            return "history.created";
        }
        for (int i = 0; i < group.features().size(); i++) {
            FeatureColumn feature = group.features().get(i);
            if (feature.name().equals(column) && feature.type() == FeatureType.TIMESTAMP) {
                return "CASE WHEN history.deleted THEN coalesce(history.f" + i + ", history.created) ELSE history.f" + i
                        + " END";
            }
        }
        throw new IllegalArgumentException("'" + column + "' cannot tell when a row of " + group.name()
                + " was known: name a TIMESTAMP feature, or " + SystemColumns.CREATED);
    }

    /** The spine's columns as the result has them: those of CSV with the types that their values show. */
    private List<String> spineColumns() {
        Map<String, FeatureType> known = new LinkedHashMap<>();
        spineTypes(group, timeColumn).forEach((name, type) -> known.put(FeatureColumn.folded(name), type));
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

    private void refuseCollisions() {
        List<String> added = new ArrayList<>(featureNames(""));
        added.add(Sql.name(statusColumn));
        for (String name : added) {
            String plain = name.substring(1, name.length() - 1);
            if (spine.find(plain).isPresent()) {
                throw new FeatureDataException(
                        spine.source(), plain, "is also what " + group.name() + " adds: rename the spine's column");
            }
        }
    }

    private List<String> featureNames(String prefix) {
        return group.features().stream()
                .map(feature -> prefix + Sql.name(feature.name()))
                .toList();
    }

    private String keys(IntFunction<String> words, String between) {
        return IntStream.range(0, group.keys().size()).mapToObj(words).collect(Collectors.joining(between));
    }
}
