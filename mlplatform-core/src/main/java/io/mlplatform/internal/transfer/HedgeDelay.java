package io.mlplatform.internal.transfer;

import java.util.Arrays;

/**
 * How long a small request is waited for before a second one is sent: what all but one in twenty-two take lately, so that the
 * budget of one in twenty lasts, and longer than the usual scatter around the median. A second until that is known.
 * Thread-safe.
 */
final class HedgeDelay {

    private static final long UNKNOWN_NANOS = 1_000_000_000L;
    // Below that, a pause of the collector looks like a slow server.
    private static final long LEAST_NANOS = 3_000_000L;
    private static final int SAMPLES = 1024;
    private static final int REFRESH = 64;
    private static final double QUANTILE = 0.955;
    private static final double SCATTER = 1.25;

    private final long[] samples = new long[SAMPLES];
    private long count;
    private volatile long delay = UNKNOWN_NANOS;

    synchronized void took(long nanos) {
        samples[(int) (count++ % SAMPLES)] = nanos;
        if (count % REFRESH == 0) {
            long[] sorted = Arrays.copyOf(samples, (int) Math.min(count, SAMPLES));
            Arrays.sort(sorted);
            long scatter = (long) (SCATTER * sorted[sorted.length / 2]);
            delay = Math.max(LEAST_NANOS, Math.max(scatter, sorted[(int) (QUANTILE * sorted.length)]));
        }
    }

    long nanos() {
        return delay;
    }
}
