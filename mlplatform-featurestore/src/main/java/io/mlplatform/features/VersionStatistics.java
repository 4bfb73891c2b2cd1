package io.mlplatform.features;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.store.Content;
import io.mlplatform.store.PutOutcome;
import java.util.Optional;

/** The statistics of one version: derived, so that they may be missing at any time, and are made again where they are. */
final class VersionStatistics {

    private static final String NAME = "statistics.json";
    private static final int MOST_BYTES = 16 << 20;

    private final VersionedZone zone;
    private final FeatureGroupVersion version;

    VersionStatistics(VersionedZone zone, FeatureGroupVersion version) {
        this.zone = zone;
        this.version = version;
    }

    FeatureStatistics get() {
        return stored().orElseGet(() -> {
            FeatureStatistics computed = computed();
            byte[] bytes = CanonicalJson.encode(StatisticsJson.write(computed));
            try {
                return zone.exports().put(version.ref(), NAME, Content.of(bytes)) instanceof PutOutcome.Stored
                        ? computed
                        : stored().orElse(computed);
            } catch (AccessDeniedException reader) {
                return computed;
            }
        });
    }

    private Optional<FeatureStatistics> stored() {
        return zone.exports()
                .find(version.ref(), NAME, MOST_BYTES)
                .map(bytes -> StatisticsJson.read(StoredJson.parse(bytes, version.ref() + " " + NAME), version));
    }

    private FeatureStatistics computed() {
        try (WorkFolder work = WorkFolder.create();
                Engine engine = Engine.open(work.path())) {
            new CountedRows(zone, version)
                    .load(engine, EntryFilter.all(), "true", work.path().resolve("features"), "counted");
            StatisticsQueries queries = new StatisticsQueries(engine, "counted");
            return new FeatureStatistics(
                    version.ref(),
                    engine.number("SELECT count(*) FROM counted WHERE NOT " + SystemColumns.DELETED),
                    engine.number("SELECT count(*) FROM counted WHERE " + SystemColumns.DELETED),
                    version.group().features().stream().map(queries::of).toList());
        }
    }
}
