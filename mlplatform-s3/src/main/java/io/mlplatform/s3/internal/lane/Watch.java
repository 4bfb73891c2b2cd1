package io.mlplatform.s3.internal.lane;

import java.nio.channels.AsynchronousCloseException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What one connection is doing, told by the thread that uses it and judged by the guard. Both change one word by
 * compare-and-set: a verdict falls only on the very step that the guard saw standing still, never on the next request.
 */
final class Watch {

    /** What the word's low bits say. */
    enum Phase {
        /** In the pool. */
        IDLE,
        /** Blocked in a write, or about to. */
        SENDING,
        /** Blocked in a read, or about to. */
        RECEIVING,
        /** Busy with something else than the network. */
        PAUSED,
        /** The guard broke the sending off, since the server answers already. */
        BROKEN_OFF
    }

    private static final int PHASE_BITS = 3;
    private static final int PHASE_MASK = (1 << PHASE_BITS) - 1;
    private static final Phase[] PHASES = Phase.values();

    /** Steps and phase; a verdict's code once there is one. */
    private final AtomicLong word = new AtomicLong();

    private volatile long deadline;
    private volatile boolean unhurried;
    private long own;
    private long seen = -1;
    private long seenSince;

    /** Begins a request; called by the connection's thread, as the next four are. */
    void begin(long deadlineNanos) throws AsynchronousCloseException {
        deadline = deadlineNanos;
        unhurried = false;
        move(Phase.PAUSED);
    }

    /** Gives whoever reads the answer until then, for this step and for the pause before the next one. */
    void allow(long deadlineNanos) {
        unhurried = true;
        deadline = deadlineNanos;
    }

    /** Tells of one step, and with it of progress. */
    void move(Phase phase) throws AsynchronousCloseException {
        long next = ((own >>> PHASE_BITS) + 1) << PHASE_BITS | phase.ordinal();
        if (!word.compareAndSet(own, next)) {
            throw new AsynchronousCloseException();
        }
        own = next;
    }

    /** Goes on after the guard broke the sending off; whether that was so. */
    boolean resume() {
        long now = word.get();
        boolean brokenOff = now >= 0 && phase(now) == Phase.BROKEN_OFF;
        if (brokenOff) {
            own = now;
        }
        return brokenOff;
    }

    Optional<Verdict> verdict() {
        long now = word.get();
        return now < 0 ? Optional.of(Verdict.ofCode(now)) : Optional.empty();
    }

    /** Condemns the step that the connection is at, if that is still meant while it is at it; whether this call did. */
    boolean condemn(Verdict verdict, BooleanSupplier stillMeant) {
        long current = word.get();
        while (current >= 0 && stillMeant.getAsBoolean()) {
            if (word.compareAndSet(current, verdict.code())) {
                return true;
            }
            current = word.get();
        }
        return false;
    }

    /** Condemns a request that is past its deadline, or has stood still for too long; called by the guard alone. */
    boolean condemnIfLate(long now, long stallNanos) {
        long current = word.get();
        if (current < 0 || phase(current) == Phase.IDLE) {
            return false;
        }
        if (now - deadline >= 0) {
            // A step in between may have begun another request, so a lost race is left to the next look.
            boolean leftAlone = unhurried && phase(current) == Phase.PAUSED;
            Verdict verdict = leftAlone ? Verdict.LEFT_ALONE : Verdict.PAST_DEADLINE;
            return word.compareAndSet(current, verdict.code());
        }
        if (current != seen) {
            seen = current;
            seenSince = now;
            return false;
        }
        boolean onTheNetwork = phase(current) == Phase.SENDING || phase(current) == Phase.RECEIVING;
        return onTheNetwork && now - seenSince >= stallNanos && word.compareAndSet(current, Verdict.STALLED.code());
    }

    /** Whether a write has stood still for so long, as far as the guard has seen. */
    boolean isHeldUpInSending(long now, long nanos) {
        long current = word.get();
        return current >= 0 && current == seen && now - seenSince >= nanos && phase(current) == Phase.SENDING;
    }

    /** Breaks off the write that stood still at the last look; called by the guard alone. */
    boolean breakOff() {
        return word.compareAndSet(seen, seen & ~PHASE_MASK | Phase.BROKEN_OFF.ordinal());
    }

    boolean isIdle() {
        long current = word.get();
        return current >= 0 && phase(current) == Phase.IDLE;
    }

    private static Phase phase(long word) {
        return PHASES[(int) (word & PHASE_MASK)];
    }
}
