package io.mlplatform.internal.transfer;

import java.util.function.BooleanSupplier;

/** Waits for what no latch tells. */
final class SpinWait {

    private SpinWait() {}

    /** Ends at an interrupt, as by a test's {@code @Timeout}. */
    static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("it has not come true");
            }
            Thread.onSpinWait();
        }
    }

    /** As {@link #until}, for a thread that waits for others. */
    static void untilParked(Thread thread) throws InterruptedException {
        until(() -> thread.getState() == Thread.State.WAITING);
    }
}
