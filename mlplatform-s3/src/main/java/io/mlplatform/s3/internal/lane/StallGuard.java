package io.mlplatform.s3.internal.lane;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The one thread that ends connections without progress, so that all others may block in reads and writes without a
 * time-out of their own. It is a daemon, begins with the first connection and sleeps while there is none.
 */
public final class StallGuard implements AutoCloseable {

    /** What is looked at now and then, with the time in nanoseconds; must not block. */
    interface Watched {
        void check(long now);
    }

    private final LongSupplier nanos;
    private final long everyNanos;
    private final ThreadFactory threads;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean running;
    private boolean closed;

    /** Looks at all connections each time so much time has passed; what it ends is late by twice that at most. */
    public StallGuard(LongSupplier nanos, Duration every) {
        this(nanos, every, task -> new Thread(task, "mlplatform-lane-guard"));
    }

    StallGuard(LongSupplier nanos, Duration every, ThreadFactory threads) {
        this.nanos = nanos;
        everyNanos = every.toNanos();
        this.threads = threads;
    }

    void watch(Watched one) {
        watched.add(one);
        lock.lock();
        try {
            start();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void unwatch(Watched one) {
        watched.remove(one);
    }

    int watching() {
        return watched.size();
    }

    long now() {
        return nanos.getAsLong();
    }

    /** Looks at each once. */
    synchronized void check() {
        long now = nanos.getAsLong();
        for (Watched one : watched) {
            one.check(now);
        }
    }

    /** Ends the thread. Connections are then no longer guarded: close their pools first. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        if (!running && !closed) {
            Thread thread = threads.newThread(this::run);
            thread.setDaemon(true);
            thread.start();
            running = true;
        }
    }

    private void run() {
        try {
            while (awaitTurn()) {
                check();
            }
        } finally {
            // Where it failed, for want of memory, the next connection begins another.
            ended();
        }
    }

    private void ended() {
        lock.lock();
        try {
            running = false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next look; false once closed. */
    private boolean awaitTurn() {
        lock.lock();
        try {
            while (watched.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            // New connections signal too, but their first look can wait.
            for (long left = everyNanos; left > 0 && !closed; ) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            // No one has a reason to interrupt it, and close() ends it.
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** How often to look for a stall of this length to end in good time. */
    static Duration interval(Duration stall) {
        long quarter = stall.toNanos() / 4;
        return Duration.ofNanos(Math.max(1_000_000, Math.min(quarter, TimeUnit.MILLISECONDS.toNanos(250))));
    }
}
