package io.mlplatform.features;

import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.publish.VersionedZone;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The newest row of each thing within a window of event time, tombstones among them, in the order of the keys. */
final class LatestRows {

    private static final String NEWEST = "event_time DESC, created DESC, written DESC, ordinal DESC";

    private final VersionedZone zone;
    private final FeatureGroupVersion version;
    private final FeatureGroup group;

    LatestRows(VersionedZone zone, FeatureGroupVersion version) {
        this.zone = zone;
        this.version = version;
        this.group = version.group();
    }

    /** @param to not included */
    void read(Instant from, Instant to, Consumer<OfflineRow> receiver) {
        if (!from.isBefore(to)) {
            return;
        }
        EventWindow window = new EventWindow(from, to);
        EntryFilter days = window.days();
        if (zone.files(version.ref(), days).isEmpty()) {
            return;
        }
        try (WorkFolder work = WorkFolder.create();
                Engine engine = Engine.open(work.path())) {
            var offline = work.path().resolve("features");
            zone.fetch(version.ref(), days, offline);
            String files =
                    "read_parquet(" + Sql.parquetBelow(offline) + ", hive_partitioning = false, union_by_name = true)";
            engine.read(sql(files, engine.columns(files), window), row -> receiver.accept(offlineRow(row)));
        }
    }

    private String sql(String files, Map<String, String> stored, EventWindow window) {
        List<String> columns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (FeatureColumn key : group.keys()) {
            keys.add("k" + keys.size());
            columns.add(value(key) + " AS " + keys.get(keys.size() - 1));
        }
        String eventTime = Sql.name(group.eventTime());
        columns.add("epoch_us(" + eventTime + ") AS event_time");
        columns.add("epoch_us(" + SystemColumns.CREATED + ") AS created");
        columns.add("epoch_us(" + SystemColumns.WRITTEN + ") AS written");
        columns.add(SystemColumns.ORDINAL + " AS ordinal");
        columns.add(SystemColumns.DELETED + " AS deleted");
        for (FeatureColumn feature : group.features()) {
            // Files from before the feature was added do not have it.
            columns.add(stored.containsKey(feature.name()) ? value(feature) : "NULL");
        }
        return "SELECT " + String.join(", ", columns) + " FROM " + files + " WHERE " + window.condition(group)
                + " QUALIFY row_number() OVER (PARTITION BY " + String.join(", ", keys) + " ORDER BY " + NEWEST
                + ") = 1 ORDER BY " + String.join(", ", keys);
    }

    private OfflineRow offlineRow(ResultSet row) throws SQLException {
        int at = 1;
        Map<String, Object> keys = new LinkedHashMap<>();
        for (FeatureColumn key : group.keys()) {
            Object value = read(row, at++, key.type());
            if (value != null) {
                keys.put(key.name(), value);
            }
        }
        Instant eventTime = micros(row.getLong(at++));
        Instant created = micros(row.getLong(at++));
        Instant written = micros(row.getLong(at++));
        long ordinal = row.getLong(at++);
        boolean deleted = row.getBoolean(at++);
        Map<String, @Nullable Object> features = new LinkedHashMap<>();
        for (FeatureColumn feature : group.features()) {
            features.put(feature.name(), read(row, at++, feature.type()));
        }
        return new OfflineRow(
                keys,
                eventTime,
                created,
                written,
                ordinal,
                deleted ? Optional.empty() : Optional.of(Collections.unmodifiableMap(features)));
    }

    private static String value(FeatureColumn column) {
        String name = Sql.name(column.name());
        return column.type() == FeatureType.TIMESTAMP ? "epoch_us(" + name + ")" : name;
    }

    private static @Nullable Object read(ResultSet row, int column, FeatureType type) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            return null;
        }
        return switch (type) {
            case TIMESTAMP -> micros(((Number) value).longValue());
            case VECTOR -> vector((Array) value);
            default -> value;
        };
    }

    private static Object vector(Array value) throws SQLException {
        return JavaValue.kept(List.of((Object[]) value.getArray()));
    }

    private static Instant micros(long sinceEpoch) {
        return Instant.EPOCH.plus(sinceEpoch, ChronoUnit.MICROS);
    }
}
