package io.mlplatform.features;

import java.util.Locale;

/**
 * How far two distributions are apart.
 *
 * @param psi the population stability index: over all bins, the sum of (c − b) · ln(c / b) for the shares b of the baseline and
 *     c of the current sample, a share below {@value #LEAST_SHARE} taken as that. 0 where they agree.
 * @param test {@code Kolmogorov–Smirnov} or {@code chi-square}
 * @param statistic of the test: the greatest distance of the two distribution functions, or Pearson's sum over the bins
 * @param pValue how probable a statistic as high as this is for two samples of one distribution
 */
public record Shift(double psi, String test, double statistic, double pValue) {

    /** What an empty bin's share is taken as, so that the index stays finite. */
    public static final double LEAST_SHARE = 1e-4;

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "PSI %.3f, %s %.4g (p %.3g)", psi, test, statistic, pValue);
    }
}
