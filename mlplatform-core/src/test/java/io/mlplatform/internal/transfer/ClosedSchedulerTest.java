package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosedSchedulerTest {

    private static final long MIB = 1 << 20;

    @Test
    void closingWaitsUntilWhatWasUnderWayIsClosed() throws Exception {
        TransferScheduler scheduler = new TransferScheduler("test", 1, 64 * MIB, ConcurrencyLimit.fixed(1));
        CountDownLatch begun = new CountDownLatch(1);
        FakeTransfer transfer = new FakeTransfer(
                2,
                MIB,
                () -> CancelSignal.untilCutOff(() -> {
                    CountDownLatch cutOff = new CountDownLatch(1);
                    CancelSignal.current().onCancel(cutOff::countDown);
                    begun.countDown();
                    cutOff.await();
                    return true;
                }));
        CompletableFuture<?> call = CompletableFuture.runAsync(() -> scheduler.run("mem:", transfer));
        begun.await();

        long before = System.nanoTime();
        scheduler.close();

        boolean closed = transfer.isClosed();
        Duration waited = Duration.ofNanos(System.nanoTime() - before);
        assertThat(closed || waited.toSeconds() >= TransferJob.LEAVE_SECONDS)
                .as("it waits until then, or for as long as it does at most")
                .isTrue();
        SpinWait.until(transfer::isClosed);
        assertThatThrownBy(call::get).hasMessageContaining("open it again");
    }
}
