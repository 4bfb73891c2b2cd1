package io.mlplatform.s3;

import io.mlplatform.internal.transfer.Stragglers;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The time of a store's stragglers, which passes when the test says so: a busy machine makes no request a silent one. */
final class LooksByHand {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final AtomicLong nanos = new AtomicLong();
    private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
    private final Stragglers stragglers = new Stragglers((look, delay) -> due.add(look), nanos::get);

    /** This many seconds pass, and with them looks. */
    void pass(int seconds) {
        for (Duration left = Duration.ofSeconds(seconds); left.compareTo(Duration.ZERO) > 0; left = left.minus(LOOK)) {
            nanos.addAndGet(LOOK.toNanos());
            Optional.ofNullable(due.poll()).ifPresent(Runnable::run);
        }
    }

    TransferResources over(TransferResources other) {
        return LaneStores.with(stragglers, other.lane(), other);
    }
}
