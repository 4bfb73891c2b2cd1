package io.mlplatform.features;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.publish.VersionedZone;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows with a group's features, in order to compare how their values are distributed: offline rows, training data, or what was
 * served. Columns that are no features of the group are passed over. Immutable.
 */
public final class FeatureSample {

    private final String words;
    private final Source source;

    private FeatureSample(String words, Source source) {
        this.words = words;
        this.source = source;
    }

    /** Where the rows go. */
    record Place(MlPlatform platform, VersionedZone zone, Engine engine, Path folder, String table) {}

    private interface Source {
        List<FeatureColumn> load(FeatureGroup group, Place place);
    }

    /** The rows of the version that count, tombstones left out. */
    public static FeatureSample of(FeatureGroupVersion version) {
        return ofVersion(version, version.ref().toString(), EntryFilter.all(), "true");
    }

    /**
     * Those of them whose event time is in the window.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public static FeatureSample of(FeatureGroupVersion version, Instant from, Instant to) {
        EventWindow window = new EventWindow(from, to);
        return ofVersion(
                version,
                version.ref() + " from " + from + " to " + to,
                window.days(),
                window.condition(version.group()));
    }

    /** A file of a dataset, such as a training set: {@code .csv} or {@code .parquet}. */
    public static FeatureSample of(DatasetVersion version, String path) {
        return ofSpine(version.ref() + " " + path, Spine.of(version, path));
    }

    /** The rows of a Parquet file. */
    public static FeatureSample parquet(Path file) {
        return ofSpine("'" + file + "'", Spine.parquet(file));
    }

    /** Java values, a map a row, such as the features of records that were served. */
    public static FeatureSample records(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return ofSpine(rows.size() + " records", Spine.records(rows));
    }

    /** Where the rows are from. */
    @Override
    public String toString() {
        return words;
    }

    /** Loads the features of the group that the sample has, as a table of those columns, and tells which. */
    List<FeatureColumn> load(FeatureGroup group, Place place) {
        return source.load(group, place);
    }

    private static FeatureSample ofVersion(
            FeatureGroupVersion version, String words, EntryFilter days, String condition) {
        return new FeatureSample(words, (group, place) -> {
            String counted = place.table() + "_counted";
            new CountedRows(place.zone(), version)
                    .load(place.engine(), days, condition, place.folder().resolve(place.table()), counted);
            place.engine()
                    .run("CREATE VIEW " + place.table() + " AS SELECT * FROM " + counted + " WHERE NOT "
                            + SystemColumns.DELETED);
            return group.features().stream()
                    .filter(feature -> version.group().features().stream().anyMatch(feature::holdsValuesOf))
                    .toList();
        });
    }

    private static FeatureSample ofSpine(String words, Spine spine) {
        return new FeatureSample(words, (group, place) -> {
            Map<String, FeatureType> wanted = new LinkedHashMap<>();
            group.features().forEach(feature -> wanted.put(feature.name(), feature.type()));
            LoadedTable loaded = spine.source(new Spine.Place(place.platform(), place.folder()))
                    .load(place.engine(), place.table() + "_source", wanted);
            List<FeatureColumn> found = new ArrayList<>();
            List<String> columns = new ArrayList<>();
            for (FeatureColumn feature : group.features()) {
                Optional<String> column = loaded.find(feature.name());
                if (column.isPresent()) {
                    found.add(feature);
                    columns.add(loaded.typed(column.get(), feature) + " AS " + Sql.name(feature.name()));
                }
            }
            columns.add("1 AS _row");
            place.engine()
                    .run("CREATE VIEW " + place.table() + " AS SELECT " + String.join(", ", columns) + " FROM "
                            + loaded.table());
            return found;
        });
    }
}
