package io.mlplatform.internal.transfer;

/**
 * How many pieces at a time keep the processors busy: half as many while those that run use most of what there is of them and
 * as much gets done, twice as many once they leave much idle or less gets done. More would finish no sooner, but hold more
 * memory, displace each other's bytes from the caches, and bring those of one file further out of order. Guarded by its owner.
 */
final class ProcessorLimit {

    // Compilers and collectors of the virtual machine take their share beside.
    private static final double SATURATED = 0.75;
    private static final double IDLE = 0.5;
    private static final double AS_MUCH = 0.85;
    // What turned out to be too few is not tried again for five seconds.
    private static final int HELD_WINDOWS = 20;

    // One late answer is to keep few others waiting.
    private static final int LEAST = 4;

    private enum Trial {
        NONE,
        /** More than half still run. */
        BEGUN,
        GOING_ON
    }

    private final int most;
    private final Processors processors;
    private int limit;
    private int held;
    private Trial trial = Trial.NONE;
    /** The best rate since the limit fell last from where it stood. */
    private double best;

    /** Begins at {@code most}. */
    ProcessorLimit(int most, Processors processors) {
        this.most = most;
        this.processors = processors;
        this.limit = most;
    }

    int current() {
        return limit;
    }

    /** The pieces used so much of the processors in a time in which the limit was reached, and did so many bytes in each. */
    void judge(long usedNanos, long windowNanos, double rate) {
        held = Math.max(0, held - 1);
        if (trial == Trial.BEGUN) {
            trial = Trial.GOING_ON;
            return;
        }
        double busy = (double) usedNanos / windowNanos / processors.count();
        boolean tooFew = busy < IDLE || trial == Trial.GOING_ON && rate < best * AS_MUCH;
        trial = Trial.NONE;
        if (tooFew && limit < most) {
            limit = Math.min(most, 2 * limit);
            held = HELD_WINDOWS;
            best = 0;
        } else if (busy >= SATURATED && held == 0) {
            fall(rate);
        }
    }

    private void fall(double rate) {
        int fewer = Math.min(limit, Math.max(Math.max(LEAST, processors.count() + 1), limit / 2));
        if (fewer < limit) {
            limit = fewer;
            best = Math.max(best, rate);
            trial = Trial.BEGUN;
        }
    }
}
