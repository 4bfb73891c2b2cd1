package io.mlplatform.internal.transfer;

/**
 * How many pieces at a time keep the processors busy: half as many while those that run use all there is of them, twice as
 * many once they leave some idle. More would finish no sooner, but hold more memory, displace each other's bytes from the
 * caches, and bring those of one file further out of order. Guarded by its owner.
 */
final class ProcessorLimit {

    private static final double SATURATED = 0.9;
    private static final double IDLE = 0.8;
    // What turned out to be too few is not tried again for ten seconds.
    private static final int HELD_WINDOWS = 40;

    private final int most;
    private final Processors processors;
    private int limit;
    private int held;

    /** Begins at {@code most}. */
    ProcessorLimit(int most, Processors processors) {
        this.most = most;
        this.processors = processors;
        this.limit = most;
    }

    int current() {
        return limit;
    }

    /** The pieces used so much of the processors in a time in which the limit was reached. */
    void judge(long usedNanos, long windowNanos) {
        double busy = (double) usedNanos / windowNanos / processors.count();
        held = Math.max(0, held - 1);
        if (busy >= SATURATED && held == 0) {
            limit = Math.min(limit, Math.max(processors.count() + 1, limit / 2));
        } else if (busy < IDLE && limit < most) {
            limit = Math.min(most, 2 * limit);
            held = HELD_WINDOWS;
        }
    }
}
