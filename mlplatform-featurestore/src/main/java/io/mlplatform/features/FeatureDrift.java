package io.mlplatform.features;

import io.mlplatform.internal.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one feature's values changed.
 *
 * @param level the higher of those of values and nulls
 * @param values of what is neither null nor NaN: numbers, or texts and truths; empty where a sample has none
 * @param nulls of the share of nulls and NaN
 * @param baselineNullRate from 0 to 1
 * @param currentNullRate from 0 to 1
 * @param bins that the index was computed over: up to ten between quantiles of the baseline, or its up to a hundred most frequent
 *     texts and one for all others
 */
public record FeatureDrift(
        FeatureColumn column,
        DriftLevel level,
        Optional<Shift> values,
        Shift nulls,
        double baselineNullRate,
        double currentNullRate,
        List<Bin> bins) {

    /**
     * How many values of each sample lie in one place.
     *
     * @param words which place that is
     */
    public record Bin(String words, long baseline, long current) {
        @Override
        public String toString() {
            return Printable.line(words) + ": " + baseline + " → " + current;
        }
    }

    public FeatureDrift {
        bins = List.copyOf(bins);
    }

    @Override
    public String toString() {
        return column + " " + level + ", " + values.map(Shift::toString).orElse("no values to compare")
                + String.format(
                        Locale.ROOT, ", nulls %.1f %% → %.1f %%", baselineNullRate * 100, currentNullRate * 100);
    }
}
