package io.mlplatform.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Those tasks of a call that a thread works on: a call that fails waits for their end, so that they do nothing after it. */
final class BegunTasks {

    // For a thread in a blocking call that no interrupt ends, where the caller was interrupted too.
    private static final long LEAVE_SECONDS = 5;

    // Each task shares it while it runs; the call's end takes it for good.
    private final ReadWriteLock running = new ReentrantReadWriteLock();

    /** The task, which does nothing once the call has ended. */
    <T> Callable<T> watched(Callable<T> task) {
        Lock lock = running.readLock();
        return () -> {
            if (!lock.tryLock()) {
                throw new CancellationException("its call has ended");
            }
            try {
                return task.call();
            } finally {
                lock.unlock();
            }
        };
    }

    /** Waits until all have ended; some seconds only where the calling thread is interrupted, and stays so. */
    void awaitEnd() {
        try {
            running.writeLock().lockInterruptibly();
        } catch (InterruptedException e) {
            awaitLeaving();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitLeaving() {
        try {
            boolean unused = running.writeLock().tryLock(LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Interrupted once more: they end without anyone waiting for them.
            Thread.currentThread().interrupt();
        }
    }
}
