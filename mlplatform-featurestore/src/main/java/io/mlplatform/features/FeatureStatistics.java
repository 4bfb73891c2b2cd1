package io.mlplatform.features;

import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Table;
import java.util.List;

/**
 * What the values of a version look like, feature by feature. Only rows that count are looked at: of several with the same
 * keys and event time, the last. Every figure is exact, whatever files the rows lie in, but that numbers are taken as 64 bits
 * of floating point, and means to twelve digits.
 *
 * @param rows those that count, tombstones left out
 * @param tombstones those that count
 * @param features in the definition's order
 */
public record FeatureStatistics(PinnedRef version, long rows, long tombstones, List<ColumnStatistics> features) {

    public FeatureStatistics {
        features = List.copyOf(features);
    }

    /** Those of the feature; {@link NotFoundException} where the version has none of that name. */
    public ColumnStatistics feature(String name) {
        return features.stream()
                .filter(feature -> feature.column().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        version + " " + name,
                        "no such feature, there are "
                                + features.stream()
                                        .map(ColumnStatistics::column)
                                        .toList()));
    }

    /** A table with a line a feature, at most fifty. */
    @Override
    public String toString() {
        Table table =
                new Table(List.of("feature", "values", "nulls", "distinct", "min", "median", "max", "mean", "most"));
        for (ColumnStatistics feature : features) {
            table.add(List.of(
                    feature.column().toString(),
                    Long.toString(feature.values()),
                    Long.toString(feature.nulls()),
                    Long.toString(feature.distinct()),
                    feature.numbers()
                            .map(numbers -> feature.text(numbers.least()))
                            .orElse(""),
                    feature.numbers()
                            .map(numbers -> feature.text(numbers.median()))
                            .orElse(""),
                    feature.numbers()
                            .map(numbers -> feature.text(numbers.greatest()))
                            .orElse(""),
                    feature.numbers()
                            .map(numbers -> feature.text(numbers.mean()))
                            .orElse(""),
                    feature.top().isEmpty() ? "" : feature.top().get(0).toString()));
        }
        return version + ", " + rows + " rows, " + tombstones + " tombstones\n" + table;
    }
}
