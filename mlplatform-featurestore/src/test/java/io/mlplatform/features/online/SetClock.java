package io.mlplatform.features.online;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves on by a step with each look. */
final class SetClock extends Clock {

    private final AtomicReference<Instant> now;
    private final Duration step;

    private SetClock(Instant begin, Duration step) {
        this.now = new AtomicReference<>(begin);
        this.step = step;
    }

    static SetClock at(String time) {
        return new SetClock(Instant.parse(time), Duration.ZERO);
    }

    static SetClock ticking(String time) {
        return new SetClock(Instant.parse(time), Duration.ofMillis(1));
    }

    void set(String time) {
        set(Instant.parse(time));
    }

    void set(Instant time) {
        now.set(time);
    }

    @Override
    public Instant instant() {
        return now.getAndUpdate(time -> time.plus(step));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
