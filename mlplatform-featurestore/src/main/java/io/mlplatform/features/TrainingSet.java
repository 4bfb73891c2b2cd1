package io.mlplatform.features;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a join gave.
 *
 * @param rows as many as the spine has
 * @param statusColumn the name of the column that says what was found for a row
 * @param counts how many rows have which status; all four are there
 */
public record TrainingSet(long rows, String statusColumn, Map<FeatureStatus, Long> counts) {

    public TrainingSet {
        Map<FeatureStatus, Long> all = new EnumMap<>(FeatureStatus.class);
        for (FeatureStatus status : FeatureStatus.values()) {
            all.put(status, counts.getOrDefault(status, 0L));
        }
        counts = Collections.unmodifiableMap(all);
    }

    @Override
    public String toString() {
        return rows + " rows, " + statusColumn + " " + counts;
    }
}
