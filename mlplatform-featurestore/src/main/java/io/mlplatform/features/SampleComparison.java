package io.mlplatform.features;

import io.mlplatform.MlPlatform;
import io.mlplatform.internal.publish.VersionedZone;
import java.util.ArrayList;
import java.util.List;

/** Loads two samples beside each other and compares the features that both have. */
final class SampleComparison {

    private static final String BASELINE = "baseline";
    private static final String CURRENT = "current_sample";

    private final MlPlatform platform;
    private final VersionedZone zone;
    private final FeatureGroup group;

    SampleComparison(MlPlatform platform, VersionedZone zone, FeatureGroup group) {
        this.platform = platform;
        this.zone = zone;
        this.group = group;
    }

    DriftReport of(FeatureSample baseline, FeatureSample current, DriftThresholds thresholds) {
        try (WorkFolder before = WorkFolder.create();
                WorkFolder now = WorkFolder.create();
                Engine engine = Engine.open(before.path())) {
            List<FeatureColumn> columns = new ArrayList<>(
                    baseline.load(group, new FeatureSample.Place(platform, zone, engine, before.path(), BASELINE)));
            columns.retainAll(
                    current.load(group, new FeatureSample.Place(platform, zone, engine, now.path(), CURRENT)));
            Comparison comparison = new Comparison(engine, BASELINE, CURRENT, thresholds);
            return new DriftReport(
                    baseline.toString(),
                    rows(comparison, BASELINE, baseline),
                    current.toString(),
                    rows(comparison, CURRENT, current),
                    thresholds,
                    columns.stream().map(comparison::of).toList(),
                    group.features().stream()
                            .filter(feature -> !columns.contains(feature))
                            .map(FeatureColumn::name)
                            .toList());
        }
    }

    private static long rows(Comparison comparison, String table, FeatureSample sample) {
        long rows = comparison.rows(table);
        if (rows == 0) {
            throw new IllegalArgumentException(sample + " has no rows to compare: take another window or file");
        }
        return rows;
    }
}
