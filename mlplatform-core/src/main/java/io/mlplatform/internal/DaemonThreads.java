package io.mlplatform.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that never keep a JShell session or a program from ending. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /**
     * At most {@code size} threads, made when needed and let go after ten idle seconds. A task that comes just then may wait
     * for a busy thread: none is to wait for another one that has not begun.
     */
    public static ExecutorService pool(String name, int size) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size,
                size,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> daemon(task, name + "-" + count.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** A thread for each task that runs, let go after ten idle seconds: no task waits for another. */
    public static ExecutorService unbounded(String name) {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> daemon(task, name + "-" + count.incrementAndGet()));
    }

    /** Waits so long for the tasks of threads that were shut down; an interrupt ends the wait, and stays. */
    public static void awaitEnd(ExecutorService threads, long seconds) {
        try {
            boolean unused = threads.awaitTermination(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One thread for what is done at intervals, made with the first task. */
    public static ScheduledExecutorService scheduler(String name) {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, task -> daemon(task, name));
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
