package io.mlplatform.internal;

import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks on an executor and waits for them all. The waiting thread runs those that no thread of the executor has begun:
 * where it is such a thread itself, and all others wait like it, nobody else would.
 */
public final class Parallel {

    private Parallel() {}

    /**
     * The results in the order of the tasks. The first failure ends the others, and is thrown when they have ended; one that
     * is not the library's own arrives as {@code StorageUnavailableException} about {@code resource}.
     */
    public static <T> List<T> call(ExecutorService executor, String resource, List<? extends Callable<T>> tasks) {
        List<Future<T>> futures = new ArrayList<>(tasks.size());
        BegunTasks begun = new BegunTasks();
        try {
            for (Callable<T> task : tasks) {
                futures.add(submit(executor, resource, begun.watched(task)));
            }
            List<T> results = new ArrayList<>(tasks.size());
            for (Future<T> future : futures) {
                results.add(await(resource, future));
            }
            return results;
        } finally {
            futures.forEach(future -> future.cancel(true));
            begun.awaitEnd();
        }
    }

    static <T> Future<T> submit(ExecutorService executor, String resource, Callable<T> task) {
        try {
            return executor.submit(task);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException(resource + ": the platform or its store was closed: open it again", e);
        }
    }

    /** The result of a task, which the calling thread runs itself if no other has begun it. */
    static <T> T await(String resource, Future<T> future) {
        try {
            begin(future);
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException(resource, "the call was interrupted: call again", e);
        } catch (ExecutionException e) {
            throw unwrapped(resource, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** As {@link #call}, for tasks without a result. */
    public static void run(ExecutorService executor, String resource, List<Runnable> tasks) {
        call(
                executor,
                resource,
                tasks.stream()
                        .<Callable<Boolean>>map(task -> () -> {
                            task.run();
                            return true;
                        })
                        .toList());
    }

    /** Runs the task in this thread unless it was begun; a future of another kind is only waited for. */
    private static void begin(Future<?> future) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("while tasks were waited for");
        }
        // The executor's own future, so that what it wraps around its tasks is kept. It runs once, whoever comes first.
        if (future instanceof FutureTask<?> task) {
            task.run();
        }
    }

    private static RuntimeException unwrapped(String resource, Throwable cause) {
        if (cause instanceof MlPlatformException
                || cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException) {
            return (RuntimeException) cause;
        }
        return new StorageUnavailableException(resource, "a parallel task failed (" + cause + "): call again", cause);
    }
}
