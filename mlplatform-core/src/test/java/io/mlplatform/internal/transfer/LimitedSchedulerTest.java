package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fewer at work than there are threads. */
@Timeout(60)
class LimitedSchedulerTest {

    private static final long MIB = 1 << 20;

    private final List<TransferScheduler> opened = new ArrayList<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        opened.forEach(TransferScheduler::close);
        callers.shutdownNow();
    }

    /** How many are at work in pieces, and the most that were. */
    private static final class Workers {
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        void work() {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
        }
    }

    @Test
    void aBatchDoesNotOutlastALimitThatFalls() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(4, () -> 0L, Processors.uncounted());
        TransferScheduler scheduler = new TransferScheduler("test", 4, 100 * MIB, limit);
        opened.add(scheduler);
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch fallen = new CountDownLatch(1);
        AtomicInteger files = new AtomicInteger();
        Workers later = new Workers();
        Piece.Work work = () -> {
            if (files.incrementAndGet() <= 4) {
                begun.countDown();
                fallen.await();
            } else {
                later.work();
            }
        };
        List<FakeTransfer> transfers = IntStream.range(0, 1_000)
                .mapToObj(i -> new FakeTransfer(1, 1, work))
                .toList();
        Future<?> run = callers.submit(
                () -> scheduler.run("s3://b/", TransferQueue.of(transfers, transfer -> 1, transfer -> transfer)));
        begun.await();
        limit.throttled();
        fallen.countDown();
        run.get();

        assertThat(files).hasValue(1_000);
        assertThat(later.most).hasValueBetween(1, 2);
    }

    @Test
    void whoSleepsMakesRoomForOthersAndWaitsItsTurnAfterwards() {
        TransferScheduler scheduler = new TransferScheduler("test", 8, 100 * MIB, ConcurrencyLimit.fixed(2));
        opened.add(scheduler);
        Workers workers = new Workers();
        CountDownLatch allSleep = new CountDownLatch(8);
        List<FakeTransfer> transfers = IntStream.range(0, 8)
                .mapToObj(i -> new FakeTransfer(1, 2 * MIB, () -> {
                    workers.work();
                    scheduler.asleep(() -> {
                        allSleep.countDown();
                        allSleep.await();
                    });
                    for (int step = 0; step < 100; step++) {
                        workers.work();
                    }
                }))
                .toList();
        scheduler.run("s3://b/", TransferQueue.of(transfers, transfer -> 2 * MIB, transfer -> transfer));

        assertThat(allSleep.getCount()).isZero();
        assertThat(workers.most).hasValueBetween(1, 2);
    }

    @Test
    void piecesThatKeepTheProcessorsBusyLeaveFewerAtWork() {
        AtomicLong now = new AtomicLong();
        ConcurrencyLimit limit = new ConcurrencyLimit(8, now::get, new CountedByPieces());
        TransferScheduler scheduler = new TransferScheduler("test", 8, 100 * MIB, limit);
        opened.add(scheduler);
        Piece.Work work = () -> {
            now.addAndGet(CountedByPieces.NANOS);
            CountedByPieces.USED.merge(Thread.currentThread(), CountedByPieces.NANOS, Long::sum);
        };
        List<FakeTransfer> transfers = IntStream.range(0, 3_000)
                .mapToObj(i -> new FakeTransfer(1, 2 * MIB, work))
                .toList();
        scheduler.run("s3://b/", TransferQueue.of(transfers, transfer -> 2 * MIB, transfer -> transfer));

        assertThat(limit.current()).isEqualTo(4);
    }

    /** One processor, of which each piece uses some time that nothing else passes. */
    private static final class CountedByPieces implements Processors {
        // Little, so that what eight threads have passed and not yet been counted for does not matter to a window.
        private static final long NANOS = 1_000_000;
        private static final Map<Thread, Long> USED = new ConcurrentHashMap<>();

        @Override
        public int count() {
            return 1;
        }

        @Override
        public long usedBy(Thread thread) {
            return USED.getOrDefault(thread, 0L);
        }
    }
}
