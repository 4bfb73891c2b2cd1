package io.mlplatform.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.Supplier;

/** The times of one run: of the store's servers and of each process, none of which need agree, or go forward. */
final class SimulatedTime {

    /** How wrong the clocks are. */
    enum Clocks {
        RIGHT,
        OFF_BY_A_DAY,
        RUNNING_BACKWARDS
    }

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int SERVERS = 3;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Random dice;
    private final Clocks clocks;
    private final long[] servers = new long[SERVERS];
    private Instant now = NOON;
    private Instant server = NOON;
    private Instant newest = NOON;

    SimulatedTime(Random dice, Clocks clocks) {
        this.dice = dice;
        this.clocks = clocks;
        for (int i = 0; i < SERVERS; i++) {
            servers[i] = offset();
        }
    }

    /** Before each request: time passes, or is set back, and one of the servers will answer. */
    void pass() {
        now = now.plusMillis(1 + dice.nextInt(400));
        if (clocks == Clocks.RUNNING_BACKWARDS && dice.nextInt(30) == 0) {
            now = now.minusMillis(dice.nextInt((int) DAY));
        }
        server = now.plusMillis(servers[dice.nextInt(SERVERS)]);
        newest = server.isAfter(newest) ? server : newest;
    }

    /** A wait of a process, or days in which nobody does anything. */
    void pass(Duration time) {
        now = now.plus(time);
        pass();
    }

    /** The store's: the answering server's. */
    Clock store() {
        return clock(() -> server);
    }

    /** The latest that any server has ever said. */
    Instant newest() {
        return newest;
    }

    /** A process's own. */
    Clock process() {
        long offset = offset();
        if (clocks == Clocks.RUNNING_BACKWARDS && dice.nextBoolean()) {
            return clock(() -> NOON.plusMillis(offset).minus(Duration.between(NOON, now)));
        }
        return clock(() -> now.plusMillis(offset));
    }

    private long offset() {
        return clocks == Clocks.RIGHT ? 0 : dice.nextLong(-DAY, DAY);
    }

    private static Clock clock(Supplier<Instant> time) {
        return new Clock() {
            @Override
            public Instant instant() {
                return time.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("always UTC");
            }
        };
    }
}
