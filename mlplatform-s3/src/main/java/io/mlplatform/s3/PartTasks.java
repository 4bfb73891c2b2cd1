package io.mlplatform.s3;

import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one transfer, some at a time. After a failure, or once closed, no further part is begun; closing waits for
 * those under way, so that nothing writes behind the back of whoever cleans up.
 */
final class PartTasks implements AutoCloseable {

    /** The transfer of one part. */
    interface Part {
        void transfer() throws Exception;
    }

    private final Executor executor;
    private final String resource;
    private int running;
    private boolean abandoned;
    private @Nullable Throwable failure;

    PartTasks(Executor executor, String resource) {
        this.executor = executor;
        this.resource = resource;
    }

    /** Ends these threads: what they are at is interrupted, and no one waits for the parts that none of them has begun. */
    static void shutDown(ExecutorService threads) {
        for (Runnable waiting : threads.shutdownNow()) {
            if (waiting instanceof Task task) {
                task.end(new RejectedExecutionException("the store was closed"));
            }
        }
    }

    /** Hands a part on; {@code afterwards} runs in any case, also where the part is left out. */
    void submit(Part part, Runnable afterwards) {
        Task task = new Task(part, afterwards);
        begin();
        try {
            executor.execute(task);
        } catch (Throwable e) {
            // Closed meanwhile, or no thread could be had.
            task.end(e);
        }
    }

    /** True once a part failed: further ones are in vain. */
    synchronized boolean failed() {
        return abandoned || failure != null;
    }

    /** Waits for all parts, and fails as the first did that failed. */
    void join() {
        await();
        Throwable first = failure();
        if (first instanceof MlPlatformException known) {
            throw known;
        }
        if (first != null) {
            throw new StorageUnavailableException(resource, "a part could not be transferred: " + first, first);
        }
    }

    @Override
    public synchronized void close() {
        abandoned = true;
        await();
    }

    private synchronized void await() {
        boolean interrupted = false;
        while (running > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
                failure = failure == null ? e : failure;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin() {
        running++;
    }

    private synchronized void end(@Nullable Throwable e) {
        failure = failure == null ? e : failure;
        running--;
        notifyAll();
    }

    private synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** A part that waits for a thread, or has one. */
    private final class Task implements Runnable {

        private final Part part;
        private final Runnable afterwards;
        private final AtomicBoolean over = new AtomicBoolean();

        Task(Part part, Runnable afterwards) {
            this.part = part;
            this.afterwards = afterwards;
        }

        @Override
        public void run() {
            try {
                if (!failed()) {
                    part.transfer();
                }
                end(null);
            } catch (Throwable e) {
                end(e);
            }
        }

        // An executor may keep what it failed to begin.
        void end(@Nullable Throwable e) {
            if (over.compareAndSet(false, true)) {
                PartTasks.this.end(e);
                afterwards.run();
            }
        }
    }
}
