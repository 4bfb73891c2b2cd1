package io.mlplatform.protocol;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A store's clock that a test moves; begins at noon. */
final class Calendar extends Clock {

    private Instant now = Lab.NOON;

    void pass(Duration time) {
        now = now.plus(time);
    }

    void passDays(int days) {
        pass(Duration.ofDays(days));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
