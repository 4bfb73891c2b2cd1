package io.mlplatform.features;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * What finite numbers look like.
 *
 * @param notFinite how many values beside these are NaN or infinite
 * @param mean to twelve digits
 * @param quantiles the value at or below which that share of them is: at .01, .05, .25, .5, .75, .95 and .99; each is one of the
 *     numbers
 */
public record NumberStatistics(
        long notFinite,
        double least,
        double greatest,
        double mean,
        SortedMap<Double, Double> quantiles,
        Histogram histogram) {

    /** The shares at which quantiles are told. */
    static final List<Double> SHARES = List.of(.01, .05, .25, .5, .75, .95, .99);

    public NumberStatistics {
        // JSON has one zero.
        least += 0.0;
        greatest += 0.0;
        mean += 0.0;
        SortedMap<Double, Double> copy = new TreeMap<>();
        quantiles.forEach((share, value) -> copy.put(share, value + 0.0));
        quantiles = Collections.unmodifiableSortedMap(copy);
        if (!List.copyOf(quantiles.keySet()).equals(SHARES)) {
            throw new IllegalArgumentException("quantiles at " + quantiles.keySet() + ", not at " + SHARES);
        }
        DoubleStream all = DoubleStream.concat(
                DoubleStream.of(least, greatest, mean),
                quantiles.values().stream().mapToDouble(value -> value));
        if (!all.allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("finite numbers look like finite ones, not as " + quantiles);
        }
    }

    /** The quantile at one half. */
    public double median() {
        return Optional.ofNullable(quantiles.get(.5)).orElseThrow();
    }

    @Override
    public String toString() {
        return least + " to " + greatest + ", mean " + mean + ", quantiles " + quantiles
                + (notFinite == 0 ? "" : ", " + notFinite + " not finite");
    }
}
