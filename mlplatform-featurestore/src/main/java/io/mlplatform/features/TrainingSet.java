package io.mlplatform.features;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a join gave.
 *
 * @param rows as many as the spine has
 * @param counts how many rows have which status, all four being there, by the status column of each group, in the order
 *     of the joins
 */
public record TrainingSet(long rows, Map<String, Map<FeatureStatus, Long>> counts) {

    public TrainingSet {
        Map<String, Map<FeatureStatus, Long>> copy = new LinkedHashMap<>();
        counts.forEach((column, found) -> {
            Map<FeatureStatus, Long> all = new EnumMap<>(FeatureStatus.class);
            for (FeatureStatus status : FeatureStatus.values()) {
                all.put(status, found.getOrDefault(status, 0L));
            }
            copy.put(column, Collections.unmodifiableMap(all));
        });
        counts = Collections.unmodifiableMap(copy);
    }

    @Override
    public String toString() {
        return rows + " rows, "
                + counts.entrySet().stream()
                        .map(column -> column.getKey() + " " + column.getValue())
                        .collect(Collectors.joining(", "));
    }
}
