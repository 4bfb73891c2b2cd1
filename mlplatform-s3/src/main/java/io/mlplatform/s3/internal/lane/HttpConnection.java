package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** One connection of a pool, which stays open between requests. */
final class HttpConnection implements StallGuard.Watched {

    private final ConnectionPool pool;
    private final Origin origin;
    private final Wire wire;
    private final LaneSettings settings;
    private final long openedAt;
    private final Watch watch = new Watch();
    private final LineReader lines = new LineReader();
    private final HeadReader heads = new HeadReader(lines);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean held = new AtomicBoolean();
    private volatile long idleSince;
    private boolean used;

    HttpConnection(ConnectionPool pool, Origin origin, Wire wire, LaneSettings settings, long now) {
        this.pool = pool;
        this.origin = origin;
        this.wire = wire;
        this.settings = settings;
        openedAt = now;
        idleSince = now;
    }

    Origin origin() {
        return origin;
    }

    Wire wire() {
        return wire;
    }

    Watch watch() {
        return watch;
    }

    LineReader lines() {
        return lines;
    }

    HeadReader heads() {
        return heads;
    }

    /** Whether it carried a request before the present one. */
    boolean isUsed() {
        return used;
    }

    /** Makes a new one ready for its first request. */
    void open(long deadline) throws IOException {
        watch.begin(deadline);
        watch.move(Watch.Phase.RECEIVING);
        wire.handshake();
        watch.move(Watch.Phase.PAUSED);
    }

    /** Takes one that rested into use; false where it is of no more use. */
    boolean begin(long now, long deadline) {
        if (isExpired(now)) {
            return false;
        }
        try {
            watch.begin(deadline);
            // TLS may have to answer something here, and block.
            watch.move(Watch.Phase.SENDING);
            boolean stale = wire.isStale();
            watch.move(Watch.Phase.PAUSED);
            return !stale;
        } catch (AsynchronousCloseException e) {
            return false;
        }
    }

    /** Lets it rest after a request; false where it was ended meanwhile. */
    boolean rest(long now) {
        used = true;
        idleSince = now;
        try {
            watch.move(Watch.Phase.IDLE);
            return true;
        } catch (AsynchronousCloseException e) {
            return false;
        }
    }

    /** An exchange has it. */
    void hold() {
        held.set(true);
    }

    /** It has it no more; whether it had. */
    boolean letGo() {
        return held.compareAndSet(true, false);
    }

    /** Ends what it is doing, from any thread, if that is still meant at that moment. */
    void condemn(Verdict verdict, BooleanSupplier stillMeant) {
        if (watch.condemn(verdict, stillMeant)) {
            wire.close();
        }
    }

    /** Closes it and tells the pool, once. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            wire.close();
            pool.ended(this);
        }
    }

    @Override
    public void check(long now) {
        long stall = settings.stall().toNanos();
        if (watch.isHeldUpInSending(now, stall / 4) && wire.isAnswering() && watch.breakOff()) {
            // The thread that sends would wait for a server that reads no more, since it has answered. Not at once,
            // as it may be an interim answer of one that reads slowly; but before the server counts as silent.
            wire.endOutput();
        } else if (watch.condemnIfLate(now, stall)) {
            // All others are in use, and notice.
            if (watch.verdict().equals(Optional.of(Verdict.LEFT_ALONE))) {
                pool.leftAlone(this);
            } else {
                wire.close();
            }
        } else if (watch.isIdle() && isExpired(now)) {
            pool.expired(this);
        }
    }

    private boolean isExpired(long now) {
        return now - idleSince >= settings.idle().toNanos()
                || now - openedAt >= settings.age().toNanos();
    }
}
