package io.mlplatform.features;

import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.publish.VersionedZone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a version that count, in the engine: of equal keys and event time the last said. A table has the features under
 * their names, and {@code _deleted}.
 */
final class CountedRows {

    private static final String NEWEST =
            SystemColumns.CREATED + " DESC, " + SystemColumns.WRITTEN + " DESC, " + SystemColumns.ORDINAL + " DESC";

    private final VersionedZone zone;
    private final FeatureGroupVersion version;
    private final FeatureGroup group;

    CountedRows(VersionedZone zone, FeatureGroupVersion version) {
        this.zone = zone;
        this.version = version;
        this.group = version.group();
    }

    /** Fetches the files of these days into {@code folder}, and loads those of their rows that the condition lets through. */
    void load(Engine engine, EntryFilter days, String condition, Path folder, String table) {
        List<String> columns = new ArrayList<>();
        String rows = "";
        if (zone.files(version.ref(), days).isEmpty()) {
            group.features().forEach(feature -> columns.add(nulls(feature)));
            columns.add("false AS " + SystemColumns.DELETED);
            rows = " WHERE false";
        } else {
            zone.fetch(version.ref(), days, folder);
            String files =
                    "read_parquet(" + Sql.parquetBelow(folder) + ", hive_partitioning = false, union_by_name = true)";
            var stored = engine.columns(files).keySet();
            // Files from before a feature was added do not have it.
            group.features()
                    .forEach(feature ->
                            columns.add(stored.contains(feature.name()) ? Sql.name(feature.name()) : nulls(feature)));
            columns.add(SystemColumns.DELETED);
            rows = " FROM " + files + " WHERE " + condition + (version.ties() == RowTies.NONE ? "" : last());
        }
        engine.run("CREATE TABLE " + table + " AS SELECT " + String.join(", ", columns) + rows);
    }

    private String last() {
        return " QUALIFY row_number() OVER (PARTITION BY " + Sql.names(group.keys()) + ", "
                + Sql.name(group.eventTime()) + " ORDER BY " + NEWEST + ") = 1";
    }

    private static String nulls(FeatureColumn feature) {
        return "CAST(NULL AS " + Sql.type(feature.type()) + ") AS " + Sql.name(feature.name());
    }
}
