package io.mlplatform.testkit;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A virtual clock on which a request takes one tick and all else none. Each thread has a time of its own; what it hands
 * to an {@link #executor} starts at its time, and when it takes the result its time is no earlier than the task's end.
 * So the clock shows the longest chain of requests, whatever the machine does. Thread-safe.
 */
public final class HopClock {

    private final ThreadLocal<Timeline> current = new InheritableThreadLocal<>() {
        @Override
        protected Timeline initialValue() {
            return new Timeline(0, Optional.empty());
        }

        @Override
        protected Timeline childValue(Timeline parent) {
            return new Timeline(parent.now(), Optional.empty());
        }
    };

    /** The calling thread's time, in ticks. */
    public long now() {
        return current.get().now();
    }

    /**
     * {@code delegate}, with tasks that keep this clock's time: {@code Future.get} and {@code invokeAll} join the task.
     * A task without a future ({@code execute}, so also one of a {@code CompletableFuture}) counts as waited for by its
     * submitter's next request; what is chained to a {@code CompletableFuture} goes on at the time of the task that
     * completed it. Shutting it down shuts {@code delegate} down.
     */
    public ExecutorService executor(ExecutorService delegate) {
        return new HopExecutor(this, delegate);
    }

    /** Lets one tick pass for the calling thread, and gives its new time. */
    long tick() {
        return current.get().tick();
    }

    /** The calling thread waited for what ended at {@code time}. */
    void join(long time) {
        current.get().join(time);
    }

    /** {@code task} on a branch of the calling thread's time; {@code end} gets the branch's, however it ends. */
    <T> Callable<T> branch(Callable<T> task, AtomicLong end) {
        long start = now();
        return () -> {
            Timeline before = current.get();
            Timeline branch = new Timeline(start, Optional.empty());
            current.set(branch);
            try {
                return task.call();
            } finally {
                current.set(before);
                end.set(branch.now());
            }
        };
    }

    /**
     * {@code task} on a branch of the calling thread's time. Nothing tells when that thread waits for it, so the thread
     * goes along with each of its requests.
     */
    Runnable branch(Runnable task) {
        Timeline parent = current.get();
        long start = parent.now();
        return () -> {
            Timeline before = current.get();
            current.set(new Timeline(start, Optional.of(parent)));
            try {
                task.run();
            } finally {
                current.set(before);
            }
        };
    }

    /** A time that only rises, and takes {@code follower} along. */
    private static final class Timeline {
        private final Optional<Timeline> follower;
        private long now;

        Timeline(long now, Optional<Timeline> follower) {
            this.now = now;
            this.follower = follower;
        }

        synchronized long now() {
            return now;
        }

        synchronized long tick() {
            join(now + 1);
            return now;
        }

        synchronized void join(long time) {
            now = Math.max(now, time);
            follower.ifPresent(timeline -> timeline.join(now));
        }
    }
}
