package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeaseTest {

    private final CountDownLatch begun = new CountDownLatch(1);

    @Test
    void whatEndsByTheInterruptOfItsCancellationHasNoFailureOfItsOwn() throws InterruptedException {
        FakeTransfer stuck = new FakeTransfer(1, 1, () -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        TransferJob job = new TransferJob("mem:", TransferQueue.of(stuck), 1, 1);
        Lease lease = Lease.of(job, new Lease.Step(stuck, stuck.next().orElseThrow()), 1);
        Worker worker = new Worker(lease);
        worker.start();
        begun.await();

        lease.cancel();

        worker.join();
        assertThat(worker.failure).isEmpty();
    }

    /** Is done before its interrupt returns, so that whatever cancels it goes on only then. */
    private static final class Worker extends Thread {
        private final Lease lease;
        private volatile Optional<Throwable> failure = Optional.of(new IllegalStateException("it has not run"));

        Worker(Lease lease) {
            this.lease = lease;
        }

        @Override
        public void run() {
            lease.begin();
            failure = lease.run((rest, done) -> false);
        }

        @Override
        public void interrupt() {
            super.interrupt();
            try {
                join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
