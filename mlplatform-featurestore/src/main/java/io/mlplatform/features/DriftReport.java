package io.mlplatform.features;

import io.mlplatform.internal.Printable;
import io.mlplatform.internal.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How the features of two samples differ.
 *
 * @param baseline where the sample to compare with is from
 * @param current where the other is from
 * @param features those that both have, in the definition's order
 * @param notCompared the names of those that one lacks
 */
public record DriftReport(
        String baseline,
        long baselineRows,
        String current,
        long currentRows,
        DriftThresholds thresholds,
        List<FeatureDrift> features,
        List<String> notCompared) {

    public DriftReport {
        features = List.copyOf(features);
        notCompared = List.copyOf(notCompared);
    }

    /** The highest level of a feature. */
    public DriftLevel level() {
        return features.stream()
                .map(FeatureDrift::level)
                .max(Comparator.naturalOrder())
                .orElse(DriftLevel.NONE);
    }

    /** What drifted at all, most first. */
    public List<FeatureDrift> drifted() {
        return features.stream()
                .filter(feature -> feature.level() != DriftLevel.NONE)
                .sorted(Comparator.comparing(FeatureDrift::level).reversed())
                .toList();
    }

    /** A table with a line a feature, at most fifty. */
    @Override
    public String toString() {
        Table table = new Table(List.of("feature", "drift", "PSI", "test", "p", "nulls before", "nulls now"));
        for (FeatureDrift feature : features) {
            table.add(List.of(
                    feature.column().toString(),
                    feature.level().name().toLowerCase(Locale.ROOT),
                    feature.values().map(shift -> format("%.3f", shift.psi())).orElse(""),
                    feature.values()
                            .map(shift -> shift.test() + format(" %.4g", shift.statistic()))
                            .orElse(""),
                    feature.values()
                            .map(shift -> format("%.3g", shift.pValue()))
                            .orElse(""),
                    format("%.1f %%", feature.baselineNullRate() * 100),
                    format("%.1f %%", feature.currentNullRate() * 100)));
        }
        return Printable.line(baseline) + " (" + baselineRows + " rows) → " + Printable.line(current) + " ("
                + currentRows + " rows)\n" + table + (notCompared.isEmpty() ? "" : "not compared: " + notCompared);
    }

    private static String format(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }
}
