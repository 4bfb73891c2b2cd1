package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.StorageUnavailableException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PartTasksTest {

    @Test
    void afterAFailureNoFurtherPartIsBegun() {
        Queue<Runnable> queue = new ArrayDeque<>();
        List<String> seen = new ArrayList<>();
        PartTasks tasks = new PartTasks(queue::add, "s3://acme/x");
        tasks.submit(
                () -> {
                    throw new AccessDeniedException("s3://acme/x", "no");
                },
                () -> seen.add("first over"));
        tasks.submit(() -> seen.add("second begun"), () -> seen.add("second over"));
        queue.forEach(Runnable::run);
        assertThatThrownBy(tasks::join).isInstanceOf(AccessDeniedException.class);
        assertThat(seen).containsExactly("first over", "second over");
    }

    @Test
    void closingWaitsForThePartsUnderWay() throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch go = new CountDownLatch(1);
        try (PartTasks tasks = new PartTasks(thread, "s3://acme/x")) {
            tasks.submit(
                    () -> {
                        begun.countDown();
                        go.await();
                        ended.set(true);
                    },
                    () -> {});
            begun.await();
            go.countDown();
        }
        assertThat(ended).isTrue();
        thread.shutdown();
    }

    @Test
    void aFailureOfAnotherKindIsUnavailable() {
        PartTasks tasks = new PartTasks(Runnable::run, "s3://acme/x");
        tasks.submit(
                () -> {
                    throw new IOException("disk full");
                },
                () -> {});
        assertThatThrownBy(tasks::join)
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void aPartThatFindsNoThreadIsOver() {
        List<String> seen = new ArrayList<>();
        PartTasks tasks = new PartTasks(
                task -> {
                    throw new RejectedExecutionException("closed");
                },
                "s3://acme/x");
        tasks.submit(() -> seen.add("begun"), () -> seen.add("over"));
        assertThatThrownBy(tasks::join).isInstanceOf(StorageUnavailableException.class);
        assertThat(seen).containsExactly("over");
    }

    @Test
    void aPartForWhichNoThreadCanBeMadeIsOver() {
        PartTasks tasks = new PartTasks(
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                "s3://acme/x");
        tasks.submit(() -> {}, () -> {});
        assertThatThrownBy(tasks::join)
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("native thread");
    }

    @Test
    void aPartWhoseThreadsAreShutDownIsOver() throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        CountDownLatch begun = new CountDownLatch(1);
        List<String> seen = new CopyOnWriteArrayList<>();
        PartTasks tasks = new PartTasks(thread, "s3://acme/x");
        tasks.submit(
                () -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                },
                () -> seen.add("first over"));
        tasks.submit(() -> seen.add("second begun"), () -> seen.add("second over"));
        begun.await();

        PartTasks.shutDown(thread);

        assertThatThrownBy(tasks::join).isInstanceOf(StorageUnavailableException.class);
        assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactlyInAnyOrder("first over", "second over");
    }

    @Test
    void anInterruptedWaiterEndsTheTransfer() {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        PartTasks tasks = new PartTasks(thread, "s3://acme/x");
        tasks.submit(
                () -> {
                    while (!tasks.failed()) {
                        Thread.onSpinWait();
                    }
                },
                () -> {});
        Thread.currentThread().interrupt();
        assertThatThrownBy(tasks::join).isInstanceOf(StorageUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
        thread.shutdown();
    }
}
