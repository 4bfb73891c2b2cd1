package io.mlplatform.testkit;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** An executor whose tasks keep a {@link HopClock}'s time. */
final class HopExecutor extends AbstractExecutorService {

    private final HopClock clock;
    private final ExecutorService delegate;

    HopExecutor(HopClock clock, ExecutorService delegate) {
        this.clock = clock;
        this.delegate = delegate;
    }

    @Override
    public void execute(Runnable task) {
        delegate.execute(task instanceof HopFuture ? task : clock.branch(task));
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
        return new HopFuture<>(clock, task, new AtomicLong());
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
        return newTaskFor(Executors.callable(task, value));
    }

    // The inherited method does not ask futures that are done for their result.
    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return joined(super.invokeAll(tasks));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        return joined(super.invokeAll(tasks, timeout, unit));
    }

    private static <T> List<Future<T>> joined(List<Future<T>> futures) {
        futures.forEach(future -> ((HopFuture<T>) future).join());
        return futures;
    }

    @Override
    public void shutdown() {
        delegate.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return delegate.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return delegate.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return delegate.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return delegate.awaitTermination(timeout, unit);
    }

    private static final class HopFuture<T> extends FutureTask<T> {
        private final HopClock clock;
        private final AtomicLong end;

        HopFuture(HopClock clock, Callable<T> task, AtomicLong end) {
            super(clock.branch(task, end));
            this.clock = clock;
            this.end = end;
        }

        @Override
        public T get() throws InterruptedException, ExecutionException {
            try {
                return super.get();
            } finally {
                join();
            }
        }

        @Override
        public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            try {
                return super.get(timeout, unit);
            } finally {
                join();
            }
        }

        /** The calling thread has waited for this. */
        void join() {
            clock.join(end.get());
        }
    }
}
