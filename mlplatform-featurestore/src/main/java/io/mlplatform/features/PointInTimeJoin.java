package io.mlplatform.features;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The join of a spine with one group, in the engine, by the {@link JoinRule}s: {@code point} (the spine's keys and times),
 * {@code history} (the group's rows), {@code newest} (what of them stands at each moment), the table asked for (a row for
 * each of the spine: in its order {@code _status}, and the features under their names in the training set).
 */
final class PointInTimeJoin {

    private final Engine engine;
    private final FeatureJoin join;
    private final LoadedTable spine;
    private final String timeColumn;
    private final Optional<Instant> cutoff;
    private final JoinRule.Book rules;

    PointInTimeJoin(
            Engine engine,
            FeatureJoin join,
            LoadedTable spine,
            String timeColumn,
            Optional<Instant> cutoff,
            JoinRule.Book rules) {
        this.engine = engine;
        this.join = join;
        this.spine = spine;
        this.timeColumn = timeColumn;
        this.cutoff = cutoff;
        this.rules = rules;
    }

    /** Makes the table of the spine's rows joined with the Parquet files in {@code offline}, of which there may be none. */
    void into(String table, Optional<Path> offline) {
        loadPoints();
        engine.run("CREATE VIEW history AS " + offline.map(this::history).orElseGet(this::noHistory));
        standing();
        judge(table);
        engine.run("DROP VIEW matched");
        engine.run("DROP TABLE IF EXISTS newest_rows");
        engine.run("DROP VIEW newest");
        engine.run("DROP VIEW history");
        engine.run("DROP TABLE point");
    }

    private void loadPoints() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < group().keys().size(); i++) {
            FeatureColumn key = group().keys().get(i);
            columns.add(spine.typed(spine.require(join.spineColumn(key)), key.type()) + " AS k" + i);
        }
        String time = spine.typed(spine.require(timeColumn), FeatureType.TIMESTAMP);
        columns.add(filled(JoinRule.NO_TIME, "time", time) + " AS t");
        engine.run("CREATE TABLE point AS SELECT rowid AS point, " + String.join(", ", columns) + " "
                + rules.sql(JoinRule.EACH_SPINE_ROW));
    }

    private String history(Path offline) {
        String files =
                "read_parquet(" + Sql.parquetBelow(offline) + ", hive_partitioning = false, union_by_name = true)";
        Map<String, String> stored = engine.columns(files);
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < group().keys().size(); i++) {
            columns.add(Sql.name(group().keys().get(i).name()) + " AS k" + i);
        }
        columns.add(Sql.name(group().eventTime()) + " AS event_time");
        columns.add(SystemColumns.CREATED + " AS created");
        columns.add(SystemColumns.WRITTEN + " AS written");
        columns.add(SystemColumns.ORDINAL + " AS ordinal");
        columns.add(SystemColumns.DELETED + " AS deleted");
        columns.add(known(stored) + " AS known");
        for (int i = 0; i < join.features().size(); i++) {
            columns.add(stored(join.features().get(i), stored) + " AS f" + i);
        }
        return "SELECT * FROM (SELECT " + String.join(", ", columns) + " FROM " + files + ") WHERE "
                + rules.sql(JoinRule.TOMBSTONES_MATCH)
                + cutoff.map(until -> " AND "
                                + filled(JoinRule.CUTOFF, "known", "known")
                                        .replace("{cutoff}", "TIMESTAMPTZ " + Sql.text(until.toString())))
                        .orElse("");
    }

    // A tombstone without the time at which it was known was known when it was made.
    private String known(Map<String, String> stored) {
        if (join.knownAt().isEmpty() || join.knownAt().get().equals(SystemColumns.CREATED)) {
            return SystemColumns.CREATED;
        }
        String column = stored(new FeatureColumn(join.knownAt().get(), FeatureType.TIMESTAMP), stored);
        return "CASE WHEN " + SystemColumns.DELETED + " THEN coalesce(" + column + ", " + SystemColumns.CREATED
                + ") ELSE " + column + " END";
    }

    // Files from before the feature was added do not have it.
    private static String stored(FeatureColumn feature, Map<String, String> stored) {
        return stored.containsKey(feature.name())
                ? Sql.name(feature.name())
                : "CAST(NULL AS " + Sql.type(feature.type()) + ")";
    }

    private String noHistory() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < group().keys().size(); i++) {
            columns.add(none(group().keys().get(i).type()) + " AS k" + i);
        }
        for (String time : List.of("event_time", "created", "written", "known")) {
            columns.add(none(FeatureType.TIMESTAMP) + " AS " + time);
        }
        columns.add(none(FeatureType.LONG) + " AS ordinal");
        columns.add(none(FeatureType.BOOLEAN) + " AS deleted");
        for (int i = 0; i < join.features().size(); i++) {
            columns.add(none(join.features().get(i).type()) + " AS f" + i);
        }
        return "SELECT " + String.join(", ", columns) + " WHERE false";
    }

    private static String none(FeatureType type) {
        return "CAST(NULL AS " + Sql.type(type) + ")";
    }

    /** {@code newest}: what of the history can be matched, no two rows of a key seen from the same moment on. */
    private void standing() {
        String rows = columns();
        if (join.knownAt().isPresent()) {
            // ASOF takes one inequality only. Seen at t is what is neither of later event nor known later, so what is
            // seen from max(event, known) <= t. The newest of it is the last row that was the newest as it came.
            String newest = rules.sql(JoinRule.NEWEST_KNOWN_EVENT) + ", " + rules.sql(JoinRule.TIES);
            engine.run("CREATE TABLE newest_rows AS SELECT " + rows + ", seen_from FROM (SELECT *, "
                    + filled(JoinRule.KNOWN, "known", "known") + " AS seen_from, row_number() OVER (PARTITION BY "
                    + keys() + " ORDER BY " + newest + ") AS place FROM history WHERE known IS NOT NULL)"
                    + " QUALIFY place = " + filled(JoinRule.KNOWN_BEFORE_RANKING, "keys", keys()));
            engine.run("CREATE VIEW newest AS SELECT * FROM newest_rows");
        } else if (join.version().ties() == RowTies.NONE) {
            engine.run("CREATE VIEW newest AS SELECT " + rows + ", event_time AS seen_from FROM history");
        } else {
            // ASOF takes any one of rows with an equal event time, so all but the right one must go first.
            engine.run("CREATE TABLE newest_rows AS SELECT " + rows + " FROM history QUALIFY row_number() OVER"
                    + " (PARTITION BY " + keys() + ", event_time ORDER BY " + rules.sql(JoinRule.TIES) + ") = 1");
            engine.run("CREATE VIEW newest AS SELECT *, event_time AS seen_from FROM newest_rows");
        }
        engine.run("CREATE VIEW matched AS SELECT point.point, point.t, history.* FROM point "
                + rules.sql(JoinRule.NO_SPINE_ROW_LOST) + " newest AS history ON "
                + each(i -> rules.sql(JoinRule.SAME_KEYS).replace("{i}", Integer.toString(i)), " AND ") + " AND "
                + rules.sql(JoinRule.NOT_AFTER));
    }

    private void judge(String table) {
        String expired = group().timeToLive() instanceof TimeToLive.Within ttl
                ? filled(JoinRule.EXPIRED, "ttl", Long.toString(ttl.micros()))
                : rules.sql(JoinRule.NO_TTL);
        String values = IntStream.range(0, join.features().size())
                .mapToObj(i -> ", " + filled(JoinRule.ONLY_FOUND_GIVES_VALUES, "value", "f" + i) + " AS "
                        + Sql.name(join.column(join.features().get(i))))
                .collect(Collectors.joining());
        engine.run("CREATE TABLE " + table + " AS SELECT status AS _status" + values
                + " FROM (SELECT *, CASE " + rules.sql(JoinRule.MISSING) + " " + rules.sql(JoinRule.DELETED) + " "
                + expired + " ELSE 'found' END AS status FROM matched) " + rules.sql(JoinRule.SPINE_ORDER));
    }

    /** What the match has to carry along. */
    private String columns() {
        return keys() + ", event_time, deleted"
                + IntStream.range(0, join.features().size())
                        .mapToObj(i -> ", f" + i)
                        .collect(Collectors.joining());
    }

    private String keys() {
        return each(i -> "k" + i, ", ");
    }

    private String each(IntFunction<String> words, String between) {
        return IntStream.range(0, group().keys().size()).mapToObj(words).collect(Collectors.joining(between));
    }

    private String filled(JoinRule rule, String place, String sql) {
        return rules.sql(rule).replace("{" + place + "}", sql);
    }

    private FeatureGroup group() {
        return join.group();
    }
}
