package io.mlplatform.s3.internal.lane;

import java.time.Duration;

/**
 * The bounds of a pool of connections.
 *
 * @param connections open ones at most, over all origins; who wants more waits
 * @param connect the time to connect to one address
 * @param stall the time without a byte in either direction after which a request has failed
 * @param idle the time after which an unused connection is closed; below the server's own, so that it is seldom the first
 * @param age the time after which a connection is not used again, so that new addresses of the host come into use
 */
public record LaneSettings(int connections, Duration connect, Duration stall, Duration idle, Duration age) {

    // S3 itself closes what is unused for 5 to 6 s: a handshake is due anyhow, and of a put that meets that end nobody
    // knows whether it took effect.
    /** 64 connections, 3 s to connect, 10 s of silence, 4 s unused, 5 minutes old. */
    public static final LaneSettings DEFAULT = new LaneSettings(
            64, Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(4), Duration.ofMinutes(5));

    public LaneSettings {
        if (connections < 1) {
            throw new IllegalArgumentException("at least one connection is needed: " + connections);
        }
        requirePositive(connect, "connect");
        requirePositive(stall, "stall");
        requirePositive(idle, "idle");
        requirePositive(age, "age");
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is a positive time: " + duration);
        }
    }
}
