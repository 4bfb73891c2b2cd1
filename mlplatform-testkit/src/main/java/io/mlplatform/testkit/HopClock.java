package io.mlplatform.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A virtual clock on which a request takes one tick and all else none. Each thread has a time of its own; what it hands
 * to an {@link #executor} starts at its time, and when it takes the result its time is no earlier than the task's end.
 * So the clock shows the longest chain of requests, whatever the machine does. Thread-safe.
 */
public final class HopClock {

    private final ThreadLocal<AtomicLong> current = new InheritableThreadLocal<>() {
        @Override
        protected AtomicLong initialValue() {
            return new AtomicLong();
        }

        @Override
        protected AtomicLong childValue(AtomicLong parent) {
            return new AtomicLong(parent.get());
        }
    };

    /** The calling thread's time, in ticks. */
    public long now() {
        return current.get().get();
    }

    /**
     * {@code delegate}, with tasks that keep this clock's time: {@code Future.get} and {@code invokeAll} join the task.
     * A task without a future ({@code execute}, so also one of a {@code CompletableFuture}) starts at its submitter's
     * time, and nobody is seen to wait for it. Shutting it down shuts {@code delegate} down.
     */
    public ExecutorService executor(ExecutorService delegate) {
        return new HopExecutor(this, delegate);
    }

    /** Lets one tick pass for the calling thread, and gives its new time. */
    long tick() {
        return current.get().incrementAndGet();
    }

    /** The calling thread waited for what ended at {@code time}. */
    void join(long time) {
        current.get().accumulateAndGet(time, Math::max);
    }

    /** {@code task} on a branch of the calling thread's time; {@code end} gets the branch's, however it ends. */
    <T> Callable<T> branch(Callable<T> task, AtomicLong end) {
        long start = now();
        return () -> {
            AtomicLong before = current.get();
            AtomicLong branch = new AtomicLong(start);
            current.set(branch);
            try {
                return task.call();
            } finally {
                current.set(before);
                end.set(branch.get());
            }
        };
    }

    /** {@code task} on a branch of the calling thread's time that nobody waits for. */
    Runnable branch(Runnable task) {
        Callable<Boolean> branch = branch(
                () -> {
                    task.run();
                    return true;
                },
                new AtomicLong());
        return () -> {
            try {
                branch.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("a runnable throws nothing checked", e);
            }
        };
    }
}
