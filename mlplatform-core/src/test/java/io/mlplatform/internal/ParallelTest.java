package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelTest {

    private final ExecutorService two = Executors.newFixedThreadPool(2);
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean returned;
    private volatile boolean ended;

    @AfterEach
    void close() {
        two.shutdownNow();
    }

    @Test
    void aFailedCallReturnsOnceWhatHadBegunHasEnded() {
        Thread caller = Thread.currentThread();
        Callable<Boolean> failing = () -> {
            begun.await();
            throw new NotFoundException("mem:/x", "gone");
        };

        assertThatThrownBy(() -> call(failing, endsSlowly(caller))).isInstanceOf(NotFoundException.class);
        assertThat(ended).isTrue();
    }

    @Test
    void anInterruptedCallReturnsOnceWhatHadBegunHasEndedAndStaysInterrupted() {
        Thread caller = Thread.currentThread();
        Callable<Boolean> interrupting = () -> {
            begun.await();
            caller.interrupt();
            return true;
        };

        assertThatThrownBy(() -> call(interrupting, endsSlowly(caller)))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("interrupted");
        assertThat(ended).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    private void call(Callable<Boolean> first, Callable<Boolean> second) {
        try {
            Parallel.call(two, "mem:", List.of(first, second));
        } finally {
            returned = true;
        }
    }

    /** Told to end it goes on until its caller waits for it, or has not and returned. */
    private Callable<Boolean> endsSlowly(Thread caller) {
        return () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                while (!returned && !waits(caller)) {
                    Thread.onSpinWait();
                }
                ended = !returned;
            }
            return true;
        };
    }

    private static boolean waits(Thread caller) {
        return caller.getState() == Thread.State.WAITING || caller.getState() == Thread.State.TIMED_WAITING;
    }
}
