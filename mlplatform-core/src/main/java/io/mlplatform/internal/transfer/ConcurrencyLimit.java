package io.mlplatform.internal.transfer;

import java.util.function.LongSupplier;

/**
 * How many pieces may run at a time: one more while throughput grows, half as many when the server asks to slow down,
 * three quarters where throughput is lost without it saying so. Thread-safe.
 *
 * <p>A limit that growth had reached when the server refused is the one too many: growth then stops below it for a while, and
 * where the next try is refused too, only that try is taken back. So a server that allows a number of requests is kept busy
 * with about that number.
 *
 * <p>Throughput is compared between windows in which the limit was reached all the time: where there is less to do than
 * may be done, less gets done. Where the processors are what is short, a {@link ProcessorLimit} lets fewer run, and nothing is
 * compared.
 */
public final class ConcurrencyLimit {

    private static final long WINDOW_NANOS = 250_000_000L;
    // One storm of refusals, of requests that were under way together, counts once.
    private static final long CALM_NANOS = 1_000_000_000L;
    // What a request costs beside its bytes, so that small ones count.
    private static final long REQUEST_BYTES = 64 << 10;
    private static final double GROWTH = 1.02;
    private static final double LOSS = 0.6;
    private static final int LOST_WINDOWS = 2;
    // On a plateau one more is tried now and then: the server may have become quicker.
    private static final int PLATEAU_WINDOWS = 8;
    // Below what was refused: four seconds, so that refusals stay rare.
    private static final int HELD_WINDOWS = 16;

    private final int most;
    private final LongSupplier nanos;
    private final ProcessorUse use;
    private final ProcessorLimit useful;
    private int limit;
    private boolean reached;
    private long windowStart;
    private long windowBytes;
    private int windowPieces;
    private long usedBefore;
    private double best;
    private int lost;
    private int plateau;
    /** What was refused after growth, and not tried again since; beyond all where nothing was. */
    private int refused = Integer.MAX_VALUE;

    private int held;
    /** What is tried after having been refused; 0 where it is not. */
    private int tried;

    private boolean throttledBefore;
    private long throttledAt;

    /**
     * Begins at {@code most}.
     *
     * @param nanos a clock that only runs forward
     * @param processors that the pieces use
     */
    public ConcurrencyLimit(int most, LongSupplier nanos, Processors processors) {
        this.most = most;
        this.nanos = nanos;
        this.use = new ProcessorUse(processors);
        this.useful = new ProcessorLimit(most, processors);
        this.limit = most;
    }

    /** Always so many: for a disk, which asks nobody to slow down. */
    public static ConcurrencyLimit fixed(int count) {
        return new ConcurrencyLimit(count, () -> 0L, Processors.uncounted());
    }

    public synchronized int current() {
        return Math.min(limit, useful.current());
    }

    /** What the threads of the pieces, which are to be told to it, use of the processors. */
    ProcessorUse use() {
        return use;
    }

    /** A server asked to slow down. */
    public synchronized void throttled() {
        long now = nanos.getAsLong();
        if (throttledBefore && now - throttledAt < CALM_NANOS) {
            // Nothing grows in a storm.
            begin(now);
            return;
        }
        throttledBefore = true;
        throttledAt = now;
        int running = current();
        if (running < most) {
            refused = running;
        }
        limit = Math.max(1, running == tried ? running - 1 : running / 2);
        tried = 0;
        held = 0;
        best = 0;
        begin(now);
    }

    /** As many run as may: from now on the window says something. */
    synchronized void reached() {
        if (!reached) {
            reached = true;
            begin(nanos.getAsLong());
        }
    }

    /** A piece ended well while the limit was reached. */
    synchronized void finished(long bytes) {
        reached();
        windowBytes += bytes + REQUEST_BYTES;
        windowPieces++;
        long now = nanos.getAsLong();
        long window = now - windowStart;
        if (window >= WINDOW_NANOS && windowPieces >= current()) {
            double rate = (double) windowBytes / window;
            if (limit <= useful.current()) {
                judge(rate);
            } else {
                best = 0;
            }
            useful.judge(use.nanos() - usedBefore, window, rate);
            begin(now);
        }
    }

    /** The limit is not reached any more. */
    synchronized void idle() {
        reached = false;
    }

    private void judge(double rate) {
        if (rate < best * LOSS) {
            lost++;
            if (lost >= LOST_WINDOWS) {
                limit = Math.max(1, limit * 3 / 4);
                best = rate;
                lost = 0;
            }
            return;
        }
        lost = 0;
        plateau = rate > best * GROWTH ? PLATEAU_WINDOWS : plateau + 1;
        best = Math.max(best, rate);
        if (limit + 1 == refused) {
            hold();
        } else if (plateau >= PLATEAU_WINDOWS) {
            limit = Math.min(most, limit + 1);
            plateau = 0;
            tried = 0;
        }
    }

    private void hold() {
        held++;
        if (held >= HELD_WINDOWS) {
            held = 0;
            tried = refused;
            limit = refused;
            refused = Integer.MAX_VALUE;
        }
    }

    private void begin(long now) {
        windowStart = now;
        windowBytes = 0;
        usedBefore = use.nanos();
        windowPieces = 0;
    }
}
