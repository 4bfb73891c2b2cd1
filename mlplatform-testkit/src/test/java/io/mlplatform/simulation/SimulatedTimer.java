package io.mlplatform.simulation;

import io.mlplatform.testkit.sweep.DirectExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A timer whose tasks are done when their process asks for it, by its simulated clock. */
final class SimulatedTimer extends AbstractExecutorService implements ScheduledExecutorService {

    private final Clock clock;
    private final DirectExecutor executor = new DirectExecutor();
    private final List<Repeated> tasks = new ArrayList<>();

    SimulatedTimer(Clock clock) {
        this.clock = clock;
    }

    /** Does what is due by now, once each. */
    void tick() {
        for (Repeated task : List.copyOf(tasks)) {
            task.runIfDue(clock.instant());
        }
        tasks.removeIf(Repeated::isCancelled);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long initial, long delay, TimeUnit unit) {
        Repeated task = new Repeated(work, Duration.of(delay, unit.toChronoUnit()), clock.instant());
        tasks.add(task);
        return task;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("only what repeats");
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("only what repeats");
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initial, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("only with a fixed delay");
    }

    @Override
    public void shutdown() {
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        tasks.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private static final class Repeated implements ScheduledFuture<Void> {
        private final Runnable work;
        private final Duration period;
        private Instant last;
        private boolean cancelled;

        Repeated(Runnable work, Duration period, Instant now) {
            this.work = work;
            this.period = period;
            this.last = now;
        }

        /** A clock that was set back makes nothing wait for it. */
        void runIfDue(Instant now) {
            if (!cancelled && Duration.between(last, now).abs().compareTo(period) >= 0) {
                last = now;
                work.run();
            }
        }

        @Override
        public boolean cancel(boolean interrupt) {
            cancelled = true;
            return true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public boolean isDone() {
            return cancelled;
        }

        @Override
        public Void get() {
            throw new UnsupportedOperationException("never done");
        }

        @Override
        public Void get(long timeout, TimeUnit unit) {
            throw new UnsupportedOperationException("never done");
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
