package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.StorageUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers that cannot be made when their turn comes, and threads that cannot be made for them. */
@Timeout(20)
class FailingSchedulerTest {

    private static final long MIB = 1 << 20;
    private static final int BAD = 200;

    private final IllegalStateException unmade = new IllegalStateException("its length cannot be read any more");
    private final List<TransferScheduler> opened = new ArrayList<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        opened.forEach(TransferScheduler::close);
        callers.shutdownNow();
    }

    private TransferScheduler scheduler(int threads) {
        return opened(new TransferScheduler("test", threads, 64 * MIB, ConcurrencyLimit.fixed(threads)));
    }

    private TransferScheduler opened(TransferScheduler scheduler) {
        opened.add(scheduler);
        return scheduler;
    }

    private static TransferQueue files(int count, long bytes, IntFunction<FileTransfer> transfer) {
        return TransferQueue.of(IntStream.range(0, count).boxed().toList(), i -> bytes, transfer::apply);
    }

    private FileTransfer unlessBad(int number, long bytes, Piece.Work work) {
        if (number == BAD) {
            throw unmade;
        }
        return new FakeTransfer(1, bytes, work);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void aFileThatCannotBeBegunEndsTheCall(int threads) throws InterruptedException {
        TransferScheduler scheduler = scheduler(threads);
        for (long bytes : List.of(1L, 2 * MIB)) {
            assertThatThrownBy(() -> scheduler.run("mem:", files(300, bytes, i -> unlessBad(i, bytes, () -> {}))))
                    .isSameAs(unmade);
            assertThat(scheduler.jobs()).isZero();
        }
        assertNothingIsHeld(scheduler);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void aPieceThatCannotBeMadeEndsTheCall(int threads) throws InterruptedException {
        TransferScheduler scheduler = scheduler(threads);
        OnePiece file = new OnePiece(scheduler::wake);
        assertThatThrownBy(() -> scheduler.run("mem:", file))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("Java heap space");
        assertThat(file.closed).hasValue(1);
        assertNothingIsHeld(scheduler);
    }

    @Test
    void aPieceThatCannotBeMadeWhereNoThreadCanBeMadeEndsTheCall() throws InterruptedException {
        TransferScheduler scheduler = withOneThread();
        OnePiece file = new OnePiece(scheduler::wake);
        assertThatThrownBy(() -> scheduler.run("mem:", file)).hasMessageContaining("Java heap space");
        assertThat(file.closed).hasValue(1);
        assertNothingIsHeld(scheduler);
    }

    @Test
    void aPieceThatCannotBeMadeIsToldWhereTheOnlyThreadEndsMeanwhile() throws InterruptedException {
        FewThreads threads = new FewThreads(1);
        CountDownLatch refused = new CountDownLatch(1);
        threads.beforeRefusal = () -> {
            refused.countDown();
            SpinWait.until(() -> threads.getCompletedTaskCount() == 1);
        };
        TransferScheduler scheduler = withThreads(threads);
        OnePiece file = new OnePiece(refused::await);
        assertThatThrownBy(() -> scheduler.run("mem:", file)).hasMessageContaining("Java heap space");
        assertThat(file.closed).hasValue(1);
        assertNothingIsHeld(scheduler);
    }

    /** The second piece cannot be made, for which a thread is looked for while the first one runs. */
    private static final class OnePiece implements FileTransfer {
        private final Piece.Work first;
        private final AtomicInteger closed = new AtomicInteger();
        private boolean begun;

        OnePiece(Piece.Work first) {
            this.first = first;
        }

        @Override
        public Optional<Piece> next() {
            if (begun) {
                throw new OutOfMemoryError("Java heap space");
            }
            begun = true;
            return Optional.of(new Piece(MIB, MIB, first));
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void aFileThatCannotBeBegunFromWithinAPieceEndsTheCall() throws InterruptedException {
        TransferScheduler scheduler = scheduler(2);
        TransferQueue inner = files(300, 1, i -> unlessBad(i, 1, () -> {}));
        assertThatThrownBy(() -> scheduler.run("mem:", new FakeTransfer(1, 1, () -> scheduler.run("mem:", inner))))
                .isSameAs(unmade);
        assertNothingIsHeld(scheduler);
    }

    @Test
    void aFileThatCannotBeBegunEndsNoOtherCallersJob() throws Exception {
        TransferScheduler scheduler = scheduler(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch otherIsThere = new CountDownLatch(1);
        FakeTransfer unharmed = new FakeTransfer(5, 2 * MIB, () -> {
            begun.countDown();
            otherIsThere.await();
        });
        Future<?> call = callers.submit(() -> scheduler.run("mem:", unharmed));
        begun.await();
        // The only thread makes the transfers of both.
        Future<?> other = callers.submit(() -> scheduler.run("mem:", files(1, MIB, i -> unlessBad(BAD, 0, () -> {}))));
        SpinWait.until(() -> scheduler.jobs() == 2);
        otherIsThere.countDown();

        assertThatThrownBy(other::get).hasCause(unmade);
        call.get();
        assertThat(unharmed.isDone()).isTrue();
        assertThat(unharmed.isClosed()).isTrue();
    }

    @Test
    void aThreadThatCannotBeMadeEndsTheCall() throws InterruptedException {
        FewThreads threads = new FewThreads(0);
        TransferScheduler scheduler = withThreads(threads);
        FakeTransfer large = new FakeTransfer(3, 2 * MIB, () -> {});

        assertThatThrownBy(() -> scheduler.run("mem:", large))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("unable to create native thread");
        assertThat(large.isClosed()).isTrue();
        assertThatThrownBy(() -> scheduler.run("mem:", files(100, 1, i -> new FakeTransfer(1, 1, () -> {}))))
                .hasMessageContaining("unable to create native thread");
        assertThat(scheduler.jobs()).isZero();
        assertNothingIsHeld(scheduler);

        threads.most = 4;
        FakeTransfer later = new FakeTransfer(3, 2 * MIB, () -> {});
        scheduler.run("mem:", later);
        assertThat(later.isDone()).isTrue();
    }

    @Test
    void aThreadThatCannotBeMadeLeavesThePiecesToTheOthers() throws InterruptedException {
        TransferScheduler scheduler = withOneThread();
        Piece.Work first = whenParked(Thread.currentThread());
        AtomicInteger done = new AtomicInteger();
        FakeTransfer large = new FakeTransfer(20, 2 * MIB, () -> {
            first.run();
            scheduler.wake();
            done.incrementAndGet();
        });
        scheduler.run("mem:", large);

        assertThat(large.isClosed()).isTrue();
        assertThat(done).hasValue(20);
        assertNothingIsHeld(scheduler);
    }

    @Test
    void aThreadThatCannotBeMadeLeavesTheBatchesToTheOthers() throws InterruptedException {
        TransferScheduler scheduler = withOneThread();
        Piece.Work first = whenParked(Thread.currentThread());
        AtomicInteger done = new AtomicInteger();
        scheduler.run(
                "mem:",
                files(
                        100,
                        1,
                        i -> new FakeTransfer(1, 1, () -> {
                            first.run();
                            done.incrementAndGet();
                        })));

        assertThat(done).hasValue(100);
        assertNothingIsHeld(scheduler);
    }

    /** The first one waits until the caller has looked for threads: were it the only one and ended, none would be left. */
    private static Piece.Work whenParked(Thread caller) {
        AtomicBoolean begun = new AtomicBoolean();
        return () -> {
            if (begun.compareAndSet(false, true)) {
                SpinWait.untilParked(caller);
            }
        };
    }

    private TransferScheduler withOneThread() {
        return withThreads(new FewThreads(1));
    }

    private TransferScheduler withThreads(FewThreads threads) {
        return opened(new TransferScheduler("test", 4, 64 * MIB, ConcurrencyLimit.fixed(4), threads));
    }

    @Test
    void whoSleepsWhileNoThreadCanBeMadeGoesOnAndIsCounted() {
        FewThreads threads = new FewThreads(1);
        TransferScheduler scheduler =
                opened(new TransferScheduler("test", 4, 64 * MIB, ConcurrencyLimit.fixed(1), threads));
        AtomicInteger slept = new AtomicInteger();
        FakeTransfer sleeping = new FakeTransfer(3, 2 * MIB, () -> scheduler.asleep(slept::incrementAndGet));
        scheduler.run("mem:", sleeping);
        assertThat(slept).hasValue(3);

        threads.most = 4;
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        scheduler.run("mem:", new FakeTransfer(50, 2 * MIB, () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            scheduler.wake();
            Thread.yield();
            running.decrementAndGet();
        }));
        assertThat(most).hasValue(1);
    }

    private static void assertNothingIsHeld(TransferScheduler scheduler) throws InterruptedException {
        // The last thread gives back what it held after the caller has gone on.
        SpinWait.until(() -> scheduler.take(64 * MIB));
        scheduler.giveBack(64 * MIB);
    }

    /** As where a process may have no more than so many threads. */
    private static final class FewThreads extends ThreadPoolExecutor {
        private final AtomicInteger made = new AtomicInteger();
        private volatile int most;
        private volatile Piece.Work beforeRefusal = () -> {};

        FewThreads(int most) {
            super(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>());
            this.most = most;
            setThreadFactory(task -> {
                if (made.incrementAndGet() > this.most) {
                    made.decrementAndGet();
                    refuse();
                    throw new OutOfMemoryError("unable to create native thread");
                }
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            });
        }

        private void refuse() {
            try {
                beforeRefusal.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
