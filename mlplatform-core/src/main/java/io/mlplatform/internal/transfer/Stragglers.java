package io.mlplatform.internal.transfer;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Ends requests that stand still or drip, so that they are sent again over another connection long before a time-out: those
 * silent for two seconds, and, on the way down, those that take five seconds and eight times as long as usual. On the way up,
 * silence is usual while buffers on the way are emptied, and while the server writes: there it must also last twice as long as
 * others take in all, and none is ended before another came to its end. Time in which a request is busy with something else, or the
 * whole process stands still, is no silence. At most one in twenty, so that a way which is slow for all is not made slower.
 * Thread-safe.
 */
public final class Stragglers {

    private static final Duration LOOK = Duration.ofMillis(250);
    // A look that is so late says that the process stood still, or nearly: then nobody could hear of anything.
    private static final long STOP_NANOS = 4 * LOOK.toNanos();
    private static final long SILENT_NANOS = 2_000_000_000L;
    private static final long LONG_NANOS = 5_000_000_000L;
    private static final double TIMES_AS_LONG = 8;
    private static final double TIMES_AS_SILENT = 2;
    // What is as large takes much longer than what is not, on a slow way.
    private static final long LARGE_BYTES = 1 << 20;
    // Of the usual time, one request counts so much.
    private static final double WEIGHT = 0.1;
    private static final double BEGIN = 2;
    private static final double SAVED_UP = 50;
    private static final double SHARE = 0.05;

    private final Hedges.Timer timer;
    private final LongSupplier nanos;
    private final RetryBudget budget = new RetryBudget(BEGIN, SAVED_UP, SHARE);
    private final Set<Request> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long looked;
    private final Pace down = new Pace(false);
    private final Pace smallUp = new Pace(true);
    private final Pace largeUp = new Pace(true);

    /** @param nanos a clock that only runs forward */
    public Stragglers(Hedges.Timer timer, LongSupplier nanos) {
        this.timer = timer;
        this.nanos = nanos;
    }

    /** A request for bytes that begins now; of one thread. */
    public Request begin() {
        return new Request(down);
    }

    /** A request with so many bytes, likewise. */
    public Request beginUpload(long bytes) {
        return new Request(bytes < LARGE_BYTES ? smallUp : largeUp);
    }

    /** Ends those that straggle, as far as the budget goes; none where the process stood still since the last look. */
    private void sweep() {
        long now = nanos.getAsLong();
        long since = now - looked;
        if (since > STOP_NANOS) {
            running.forEach(request -> request.stoodStill(now, since));
            return;
        }
        for (Request request : running) {
            if (request.straggles(now) && budget.take()) {
                request.giveUp();
            }
        }
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            looked = nanos.getAsLong();
            try {
                timer.run(this::lookAgain, LOOK);
            } catch (Throwable e) {
                // Closed meanwhile, which ends requests by itself, or no thread could be had: the next request asks
                // again.
                looking.set(false);
            }
        }
    }

    private void lookAgain() {
        sweep();
        looking.set(false);
        if (!running.isEmpty()) {
            look();
        }
    }

    /** How long requests of one kind usually take, and so how long is too long. */
    private static final class Pace {

        private final boolean upward;
        private double usualNanos;

        Pace(boolean upward) {
            this.upward = upward;
        }

        synchronized void took(long time) {
            usualNanos = usualNanos == 0 ? time : (1 - WEIGHT) * usualNanos + WEIGHT * time;
        }

        synchronized boolean isLost(long silent, long inAll) {
            if (upward && usualNanos == 0) {
                return false;
            }
            // Parts are of many sizes: while bytes leave, a large one is let go on.
            return upward
                    ? silent >= Math.max(SILENT_NANOS, TIMES_AS_SILENT * usualNanos)
                    : silent >= SILENT_NANOS || inAll >= Math.max(LONG_NANOS, TIMES_AS_LONG * usualNanos);
        }
    }

    /** One attempt, which is watched while it runs. */
    public final class Request {

        private final CancelSignal signal =
                CancelSignal.current().isHedge() ? CancelSignal.ofHedge() : new CancelSignal();
        private final Pace pace;
        private volatile boolean givenUp;
        private long began = nanos.getAsLong();
        private long heard = began;
        private boolean busy;

        private Request(Pace pace) {
            this.pace = pace;
        }

        /** Bytes came, or left; it waits for the network again. */
        public synchronized void heard() {
            long now = nanos.getAsLong();
            if (busy) {
                began += now - heard;
                busy = false;
            }
            heard = now;
        }

        /** Its bytes have come; until it is {@link #heard} of again it is at something else than the network. */
        public synchronized void busy() {
            heard = nanos.getAsLong();
            busy = true;
        }

        /** Whether it was ended here, and is worth another attempt. */
        public boolean isGivenUp() {
            return givenUp;
        }

        /** Runs what ends when the signal of its thread is given. */
        public <T> T run(CancelSignal.Work<T> work) throws Exception {
            CancelSignal.current().onCancel(signal::cancel);
            running.add(this);
            look();
            try {
                T result = signal.run(work);
                pace.took(inAll());
                budget.earn();
                return result;
            } finally {
                running.remove(this);
            }
        }

        private synchronized long inAll() {
            return nanos.getAsLong() - began;
        }

        private synchronized boolean straggles(long now) {
            return !givenUp && !busy && pace.isLost(now - heard, now - began);
        }

        // Time in which it is busy is taken off once it is heard of.
        private synchronized void stoodStill(long now, long time) {
            long until = busy ? heard : now;
            began += Math.max(0, Math.min(time - (now - until), until - began));
            heard = until;
        }

        private void giveUp() {
            givenUp = true;
            signal.cancel();
        }
    }
}
