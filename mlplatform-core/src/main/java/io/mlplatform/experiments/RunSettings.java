package io.mlplatform.experiments;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The tunables of runs; immutable.
 *
 * @param leastFlush the least time between two commits of metric points at the beginning of a run; it doubles with every
 *     sixth commit, so a run of any length has few commits, and one that is killed loses at most about a sixth of what it
 *     did. Lower it where a few seconds of a short run matter
 * @param batchBytes how many bytes of points, 100 a point, are held before they are committed at once; at least 1,000.
 *     Raise it for runs of many millions of points
 * @param heartbeat how often a running run shows that it lives, by one GET and one PUT; at least a millisecond
 * @param lostAfter how many heartbeats a run may miss before readers show it as {@link RunStatus#LOST}
 * @param folder where the code is whose git revision is recorded
 */
public record RunSettings(Duration leastFlush, int batchBytes, Duration heartbeat, int lostAfter, Path folder) {

    private static final int LEAST_BATCH = 1_000;

    public RunSettings {
        if (leastFlush.isNegative()
                || leastFlush.isZero()
                || heartbeat.toMillis() < 1
                || lostAfter < 1
                || batchBytes < LEAST_BATCH) {
            throw new IllegalArgumentException(
                    "intervals are positive, a batch has at least 1,000 bytes, lostAfter is at least 1");
        }
    }

    /** 30 seconds, 1 MiB, a heartbeat every two minutes, lost after 3 of them, the process's working folder. */
    public static RunSettings defaults() {
        return new RunSettings(
                Duration.ofSeconds(30), 1 << 20, Duration.ofMinutes(2), 3, Path.of(System.getProperty("user.dir", "")));
    }

    public RunSettings withLeastFlush(Duration interval) {
        return new RunSettings(interval, batchBytes, heartbeat, lostAfter, folder);
    }

    public RunSettings withBatchBytes(int bytes) {
        return new RunSettings(leastFlush, bytes, heartbeat, lostAfter, folder);
    }

    public RunSettings withHeartbeat(Duration interval) {
        return new RunSettings(leastFlush, batchBytes, interval, lostAfter, folder);
    }

    public RunSettings withLostAfter(int heartbeats) {
        return new RunSettings(leastFlush, batchBytes, heartbeat, heartbeats, folder);
    }

    public RunSettings withFolder(Path codeFolder) {
        return new RunSettings(leastFlush, batchBytes, heartbeat, lostAfter, codeFolder);
    }
}
