package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransferSchedulerTest {

    private static final long MIB = 1 << 20;

    private final List<TransferScheduler> opened = new ArrayList<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        opened.forEach(TransferScheduler::close);
        callers.shutdownNow();
    }

    private TransferScheduler scheduler(int threads, long budget) {
        TransferScheduler scheduler = new TransferScheduler("test", threads, budget, ConcurrencyLimit.fixed(threads));
        opened.add(scheduler);
        return scheduler;
    }

    @Test
    void piecesUnderWayNeverHoldMoreThanTheBudget() {
        AtomicLong held = new AtomicLong();
        AtomicLong most = new AtomicLong();
        AtomicInteger pieces = new AtomicInteger();
        List<FakeTransfer> transfers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long bytes = i % 5 == 0 ? 7 * MIB : 1 + i * 100L;
            transfers.add(new FakeTransfer(i % 5 == 0 ? 4 : 1, bytes, () -> {
                most.accumulateAndGet(held.addAndGet(bytes), Math::max);
                pieces.incrementAndGet();
                Thread.yield();
                held.addAndGet(-bytes);
            }));
        }
        scheduler(8, 20 * MIB).run("mem:", queue(transfers, i -> i % 5 == 0 ? 28 * MIB : 1 + i * 100L));

        assertThat(pieces).hasValue(40 * 4 + 160);
        assertThat(most.get()).isPositive().isLessThanOrEqualTo(20 * MIB);
    }

    @Test
    void aPieceLargerThanTheBudgetGetsAllOfIt() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<FakeTransfer> transfers = IntStream.range(0, 4)
                .mapToObj(i -> new FakeTransfer(3, 50 * MIB, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    running.decrementAndGet();
                }))
                .toList();
        scheduler(4, 20 * MIB).run("mem:", queue(transfers, i -> 150 * MIB));

        assertThat(transfers).allMatch(FakeTransfer::isDone).allMatch(FakeTransfer::isClosed);
        assertThat(most).hasValue(1);
    }

    @Test
    void aCallerWithThreeFilesDoesNotWaitBehindOneWithAHundredThousand() throws Exception {
        TransferScheduler scheduler = scheduler(2, 64 * MIB);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch otherIsThere = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        List<Integer> many = IntStream.range(0, 100_000).boxed().toList();
        Future<?> large = callers.submit(() -> scheduler.run(
                "mem:",
                TransferQueue.of(
                        many,
                        i -> 16 << 10,
                        i -> new FakeTransfer(1, 16 << 10, () -> {
                            begun.countDown();
                            otherIsThere.await();
                            done.incrementAndGet();
                        }))));
        begun.await();
        AtomicInteger doneBefore = new AtomicInteger();
        // A file is made when its turn comes, while no other turn can be taken.
        Thread small = new Thread(() -> scheduler.run("mem:", TransferQueue.of(List.of(0, 1, 2), i -> 16 << 10, i -> {
            doneBefore.set(done.get());
            return new FakeTransfer(1, 16 << 10, () -> {});
        })));
        small.start();
        // Both threads are held within their batches until the other caller's files are in the queue, and it waits for
        // them.
        SpinWait.untilParked(small);
        otherIsThere.countDown();
        small.join();
        large.get();

        assertThat(doneBefore.get()).isBetween(1, 2_000);
        assertThat(done).hasValue(100_000);
    }

    @Test
    void partsOfSeveralLargeFilesAreInterleaved() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Integer> files = List.of(0, 1);
        scheduler(1, 64 * MIB)
                .run(
                        "mem:",
                        TransferQueue.of(
                                files, i -> 48 * MIB - i, i -> new FakeTransfer(3, 16 * MIB, () -> order.add(i))));

        assertThat(order).containsExactly(0, 1, 0, 1, 0, 1);
    }

    @Test
    void theLargestBegin() {
        List<Long> order = new CopyOnWriteArrayList<>();
        List<Long> sizes = List.of(5L, 30 * MIB, 2 * MIB, 7L, 40 * MIB);
        scheduler(1, 64 * MIB)
                .run(
                        "mem:",
                        TransferQueue.of(
                                sizes, size -> size, size -> new FakeTransfer(1, size, () -> order.add(size))));

        assertThat(order).containsExactly(40 * MIB, 30 * MIB, 2 * MIB, 7L, 5L);
    }

    @Test
    void smallFilesAreSpreadOverTheThreads() throws Exception {
        CountDownLatch four = new CountDownLatch(4);
        List<Integer> files = IntStream.range(0, 16).boxed().toList();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        scheduler(4, 64 * MIB)
                .run(
                        "mem:",
                        TransferQueue.of(
                                files,
                                i -> 10,
                                i -> new FakeTransfer(1, 10, () -> {
                                    if (threads.add(Thread.currentThread())) {
                                        four.countDown();
                                        four.await();
                                    }
                                })));

        assertThat(threads).hasSize(4).allMatch(Thread::isDaemon);
    }

    @Test
    void theFirstFailureEndsTheCallAndClosesWhatHadBegun() {
        CountDownLatch bothRun = new CountDownLatch(2);
        FakeTransfer stuck = new FakeTransfer(5, 10 * MIB, () -> {
            bothRun.countDown();
            new CountDownLatch(1).await();
        });
        FakeTransfer failing = new FakeTransfer(5, 10 * MIB, () -> {
            bothRun.countDown();
            bothRun.await();
            throw new NotFoundException("mem:/x", "gone");
        });
        FakeTransfer never = new FakeTransfer(1, 1, () -> {});
        assertThatThrownBy(() -> scheduler(2, 20 * MIB)
                        .run("mem:", queue(List.of(stuck, failing, never), i -> i == 2 ? 1 : 50 * MIB)))
                .isInstanceOf(NotFoundException.class);

        assertThat(stuck.isClosed()).isTrue();
        assertThat(failing.isClosed()).isTrue();
        assertThat(never.taken()).isZero();
    }

    @Test
    void aFailureOfAnotherKindIsUnavailable() {
        FakeTransfer failing = new FakeTransfer(1, 1, () -> {
            throw new IOException("disk full");
        });
        assertThatThrownBy(() -> scheduler(2, MIB).run("mem:", failing))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void anInterruptOfTheCallerEndsItsJobAndNoOther() throws Exception {
        TransferScheduler scheduler = scheduler(4, 64 * MIB);
        CountDownLatch stuck = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger aborted = new AtomicInteger();
        FakeTransfer mine = new FakeTransfer(100, MIB, () -> {
            CountDownLatch end = new CountDownLatch(1);
            CancelSignal.current().onCancel(() -> {
                aborted.incrementAndGet();
                end.countDown();
            });
            stuck.countDown();
            // As a socket's read, which does not heed interrupts.
            awaitUninterruptibly(end);
            throw new IOException("aborted");
        });
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                scheduler.run("mem:", mine);
                interrupted.complete(false);
            } catch (StorageUnavailableException e) {
                interrupted.complete(e.getMessage().contains("interrupted") && Thread.interrupted());
            }
        });
        caller.start();
        stuck.await();
        FakeTransfer other = new FakeTransfer(8, MIB, release::await);
        Future<?> unharmed = callers.submit(() -> scheduler.run("mem:", other));
        caller.interrupt();
        release.countDown();

        assertThat(interrupted.get()).isTrue();
        unharmed.get();
        // The caller waits some seconds for its threads, and no longer.
        SpinWait.until(mine::isClosed);
        assertThat(aborted.get()).isBetween(2, 4);
        assertThat(mine.taken()).isBetween(2, 4);
        assertThat(other.isDone()).isTrue();
    }

    @Test
    void aCallFromWithinAPieceEnds() {
        TransferScheduler scheduler = scheduler(1, MIB);
        FakeTransfer inner = new FakeTransfer(3, MIB, () -> {});
        scheduler.run("mem:", new FakeTransfer(1, MIB, () -> scheduler.run("mem:", inner)));

        assertThat(inner.isClosed()).isTrue();
    }

    @Test
    void closingEndsWhatIsUnderWayAndRefusesMore() throws Exception {
        TransferScheduler scheduler = scheduler(2, MIB);
        CountDownLatch begun = new CountDownLatch(1);
        Future<?> call = callers.submit(() -> scheduler.run("mem:", new FakeTransfer(1, 1, () -> {
            begun.countDown();
            new CountDownLatch(1).await();
        })));
        begun.await();
        scheduler.close();

        assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS)).hasMessageContaining("closed");
        assertThatThrownBy(() -> scheduler.run("mem:", new FakeTransfer(1, 1, () -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void noFilesAreNoWork() {
        scheduler(1, MIB).run("mem:", TransferQueue.of(List.<FakeTransfer>of(), one -> 0, one -> one));
    }

    @Test
    void oneStuckThreadOfSixteenKeepsNoOtherBack() throws Exception {
        TransferScheduler scheduler = scheduler(16, 64 * MIB);
        CountDownLatch allOthers = new CountDownLatch(1_599);
        AtomicInteger number = new AtomicInteger();
        List<Integer> files = IntStream.range(0, 1_600).boxed().toList();
        scheduler.run(
                "mem:",
                TransferQueue.of(
                        files,
                        i -> 2 * MIB,
                        i -> new FakeTransfer(1, 2 * MIB, () -> {
                            if (number.getAndIncrement() == 100) {
                                // The dead connection is let go only once all other files are there.
                                allOthers.await();
                            } else {
                                allOthers.countDown();
                            }
                        })));

        assertThat(allOthers.getCount()).isZero();
    }

    @Test
    void aListIsReadAsItsFilesEnd() {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger mostAhead = new AtomicInteger();
        AtomicInteger read = new AtomicInteger();
        Iterator<Integer> files = IntStream.range(0, 50_000).iterator();
        Iterable<Integer> list = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return files.hasNext();
            }

            @Override
            public Integer next() {
                mostAhead.accumulateAndGet(read.incrementAndGet() - done.get(), Math::max);
                return files.next();
            }
        };
        scheduler(4, 64 * MIB)
                .run("mem:", TransferQueue.of(list, i -> i, i -> new FakeTransfer(1, i, done::incrementAndGet)));

        assertThat(done).hasValue(50_000);
        assertThat(mostAhead.get()).isGreaterThan(64).isLessThan(5_000);
    }

    @Test
    void aListThatCannotBeReadOnEndsTheCall() {
        NotFoundException gone = new NotFoundException("list", "its second half is gone");
        AtomicInteger closed = new AtomicInteger();
        Iterable<Integer> list = () -> IntStream.range(0, 10_000)
                .peek(i -> {
                    if (i == 5_000) {
                        throw gone;
                    }
                })
                .iterator();
        TransferScheduler scheduler = scheduler(2, 64 * MIB);

        assertThatThrownBy(() -> scheduler.run(
                        "mem:", TransferQueue.of(list, i -> 1, i -> new FakeTransfer(1, 1, closed::incrementAndGet))))
                .isSameAs(gone);
        assertThat(closed.get()).isLessThan(5_000);
        assertThat(scheduler.jobs()).isZero();
    }

    @Test
    void aListIsReadWholeFromWithinAPieceToo() {
        AtomicInteger done = new AtomicInteger();
        TransferScheduler scheduler = scheduler(2, 64 * MIB);
        List<Integer> files = IntStream.range(0, 10_000).boxed().toList();
        scheduler.run(
                "mem:",
                new FakeTransfer(
                        1,
                        1,
                        () -> scheduler.run(
                                "mem:",
                                TransferQueue.of(files, i -> 1, i -> new FakeTransfer(1, 1, done::incrementAndGet)))));

        assertThat(done).hasValue(10_000);
    }

    private static TransferQueue queue(List<FakeTransfer> transfers, IntToLongFunction size) {
        List<Integer> indexes = IntStream.range(0, transfers.size()).boxed().toList();
        return TransferQueue.of(indexes, size::applyAsLong, transfers::get);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                latch.await();
                over = true;
            } catch (InterruptedException e) {
                over = false;
            }
        }
    }
}
