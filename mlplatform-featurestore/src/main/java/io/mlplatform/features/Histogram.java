package io.mlplatform.features;

import java.util.List;

/**
 * How many numbers lie where: as many bins of equal width as there are counts, each with its lower edge, the last with both.
 *
 * @param from the lower edge of the first
 * @param to the upper edge of the last
 */
public record Histogram(double from, double to, List<Long> counts) {

    /** The most bins that a histogram has. */
    public static final int MOST_BINS = 20;

    public Histogram {
        // JSON has one zero.
        from += 0.0;
        to += 0.0;
        counts = List.copyOf(counts);
        if (!(from <= to && Double.isFinite(from) && Double.isFinite(to))
                || counts.isEmpty()
                || counts.size() > MOST_BINS) {
            throw new IllegalArgumentException(
                    counts.size() + " bins from " + from + " to " + to + ": there are 1 to " + MOST_BINS);
        }
    }

    /** Where bin {@code index}, from 0, begins. */
    public double edge(int index) {
        double share = (double) index / counts.size();
        return from * (1 - share) + to * share;
    }

    @Override
    public String toString() {
        return counts + " from " + from + " to " + to;
    }
}
