package io.mlplatform.experiments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A clock and a timer that a test moves by hand: what was scheduled is done on the test's own thread. */
final class Hands extends Clock {

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final Timer timer = new Timer();

    Timer timer() {
        return timer;
    }

    /** Lets that much time pass, then does all that was scheduled once. */
    void pass(Duration time) {
        synchronized (this) {
            now = now.plus(time);
        }
        List.copyOf(timer.scheduled).forEach(Runnable::run);
    }

    /** What was scheduled is not done any more, as if its process had died. */
    void stop() {
        timer.scheduled.clear();
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }

    static final class Timer extends ScheduledThreadPoolExecutor {

        private final List<Runnable> scheduled = new ArrayList<>();

        Timer() {
            super(1);
        }

        /** The task waits in a century's queue, so that only {@link Hands#pass} does it. */
        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit) {
            scheduled.add(task);
            return super.scheduleWithFixedDelay(task, 36_500, 36_500, TimeUnit.DAYS);
        }
    }
}
