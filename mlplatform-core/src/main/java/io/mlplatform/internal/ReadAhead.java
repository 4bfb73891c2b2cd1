package io.mlplatform.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The results of tasks in their order, while a bounded number of those to come is already under way. A failure is thrown
 * where its result would have come, and ends the others; so does one of what hands out the tasks. Not thread-safe.
 */
public final class ReadAhead<T> implements Iterator<T>, AutoCloseable {

    private final ExecutorService executor;
    private final String resource;
    private final Iterator<? extends Callable<T>> tasks;
    private final int window;
    private final Deque<Future<T>> underWay = new ArrayDeque<>();

    /**
     * @param resource named where a task fails in an unforeseen way
     * @param window how many tasks are under way at a time
     */
    public ReadAhead(ExecutorService executor, String resource, Iterator<? extends Callable<T>> tasks, int window) {
        this.executor = executor;
        this.resource = resource;
        this.tasks = tasks;
        this.window = window;
    }

    @Override
    public boolean hasNext() {
        return !underWay.isEmpty() || tasks.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all tasks were taken");
        }
        boolean taken = false;
        try {
            while (underWay.size() < window && tasks.hasNext()) {
                underWay.add(Parallel.submit(executor, resource, tasks.next()));
            }
            T result = Parallel.await(resource, underWay.remove());
            taken = true;
            return result;
        } finally {
            if (!taken) {
                close();
            }
        }
    }

    /** Ends what is under way; for whoever leaves before the end. */
    @Override
    public void close() {
        underWay.forEach(future -> future.cancel(true));
        underWay.clear();
    }
}
