package io.mlplatform.features;

import java.util.List;

/** Distances between two samples, and how probable they are by chance. */
final class Distributions {

    private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);
    private static final double EPSILON = 1e-16;
    private static final int MOST_TERMS = 10_000;

    private Distributions() {}

    /**
     * The population stability index (Siddiqi, Credit Risk Scorecards, 2006): a bin that is empty in one sample counts with
     * {@link Shift#LEAST_SHARE}, one that is empty in both does not.
     */
    static double psi(List<FeatureDrift.Bin> bins) {
        double baseline = bins.stream().mapToLong(FeatureDrift.Bin::baseline).sum();
        double current = bins.stream().mapToLong(FeatureDrift.Bin::current).sum();
        double index = 0;
        for (FeatureDrift.Bin bin : bins) {
            if (bin.baseline() + bin.current() > 0) {
                double b = Math.max(bin.baseline() / baseline, Shift.LEAST_SHARE);
                double c = Math.max(bin.current() / current, Shift.LEAST_SHARE);
                index += (c - b) * Math.log(c / b);
            }
        }
        return index;
    }

    /** Pearson's chi-square of the bins as a table of two rows, with its p-value. */
    static Shift chiSquare(List<FeatureDrift.Bin> bins) {
        double baseline = bins.stream().mapToLong(FeatureDrift.Bin::baseline).sum();
        double current = bins.stream().mapToLong(FeatureDrift.Bin::current).sum();
        double statistic = 0;
        int filled = 0;
        for (FeatureDrift.Bin bin : bins) {
            double both = (double) bin.baseline() + bin.current();
            if (both > 0) {
                filled++;
                statistic += pearson(bin.baseline(), both * baseline / (baseline + current));
                statistic += pearson(bin.current(), both * current / (baseline + current));
            }
        }
        return new Shift(psi(bins), "chi-square", statistic, chiSquareAbove(statistic, filled - 1));
    }

    private static double pearson(double observed, double expected) {
        return (observed - expected) * (observed - expected) / expected;
    }

    /**
     * How probable a two-sample Kolmogorov–Smirnov statistic of at least that is, by the limit distribution with Stephens'
     * correction for finite samples (J. Royal Stat. Soc. B 32, 1970, p. 115); with ties it is too high, never too low.
     */
    static double kolmogorovSmirnovAbove(double statistic, double baseline, double current) {
        double root = Math.sqrt(baseline / (baseline + current) * current);
        return kolmogorovAbove((root + .12 + .11 / root) * statistic);
    }

    /** The Kolmogorov distribution, by whichever of its two series converges at once. */
    static double kolmogorovAbove(double lambda) {
        double sum = 0;
        if (lambda < 1.18) {
            for (int j = 1; j <= 9; j += 2) {
                sum += Math.exp(-j * j * Math.PI * Math.PI / (8 * lambda * lambda));
            }
            return lambda <= 0 ? 1 : 1 - SQRT_TWO_PI / lambda * sum;
        }
        for (int j = 1; j <= 5; j++) {
            sum += (j % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * j * j * lambda * lambda);
        }
        return sum;
    }

    /** How probable a chi-square of at least that is, with so many degrees of freedom. */
    static double chiSquareAbove(double statistic, int freedom) {
        if (freedom < 1 || statistic <= 0) {
            return 1;
        }
        double a = freedom / 2.0;
        double x = statistic / 2;
        double scale = Math.exp(a * Math.log(x) - x - logGamma(freedom));
        return x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x);
    }

    /** ln Γ(freedom / 2), by the recurrence from Γ(1) = 1 or Γ(1/2) = √π. */
    private static double logGamma(int freedom) {
        double log = freedom % 2 == 0 ? 0 : Math.log(Math.PI) / 2;
        for (double a = freedom % 2 == 0 ? 1 : .5; a < freedom / 2.0; a++) {
            log += Math.log(a);
        }
        return log;
    }

    // The lower incomplete gamma function, without its scale (NIST DLMF 8.11.4).
    private static double series(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * EPSILON; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    // The upper one, by Lentz's method on its continued fraction (NIST DLMF 8.9.2).
    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = Double.MAX_VALUE;
        double d = 1 / b;
        double h = d;
        for (int n = 1; n < MOST_TERMS; n++) {
            double factor = -n * (n - a);
            b += 2;
            d = 1 / (factor * d + b);
            c = b + factor / c;
            h *= d * c;
            if (Math.abs(d * c - 1) < EPSILON * 10) {
                break;
            }
        }
        return h;
    }
}
