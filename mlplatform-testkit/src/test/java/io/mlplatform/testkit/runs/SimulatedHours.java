package io.mlplatform.testkit.runs;

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

/** A clock that a test moves on, and a timer whose tasks are due by that clock and done on the test's own thread. */
final class SimulatedHours extends Clock {

    private record Task(Runnable work, Duration period) {}

    private final List<Task> tasks = new ArrayList<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1) {
        /** The real timer gets the task for a century later, so that only the simulated time does it. */
        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit) {
            tasks.add(new Task(task, Duration.of(delay, unit.toChronoUnit())));
            return super.scheduleWithFixedDelay(task, 36_500, 36_500, TimeUnit.DAYS);
        }
    };
    private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");

    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    /** Lets time pass, and does each task as often as it became due meanwhile, at most once. */
    void pass(Duration time) {
        Instant before = now;
        now = now.plus(time);
        for (Task task : tasks) {
            if (before.toEpochMilli() / task.period().toMillis()
                    < now.toEpochMilli() / task.period().toMillis()) {
                task.work().run();
            }
        }
    }

    @Override
    public Instant instant() {
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
}
