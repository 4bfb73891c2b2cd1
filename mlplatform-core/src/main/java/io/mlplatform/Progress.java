package io.mlplatform;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a transfer is.
 *
 * @param what the work in a few words, such as {@code publish mlp://datasets/growth/churn}
 * @param files done so far
 * @param totalFiles to do
 * @param bytes so far, counted as by {@link io.mlplatform.store.TransferListener#transferred}: with those that were there
 *     already, so that after a resume the rate is too high and the remaining time too short, and with repetitions
 * @param totalBytes to do
 * @param elapsed since the transfer began
 */
public record Progress(String what, long files, long totalFiles, long bytes, long totalBytes, Duration elapsed) {

    private static final double NANOS = 1e9;

    /** True for the last report of a transfer. */
    public boolean isDone() {
        return files == totalFiles;
    }

    /** The bytes of a second, on the average so far; 0 before any time has passed. */
    public long bytesPerSecond() {
        return elapsed.isZero() || elapsed.isNegative() ? 0 : (long) (bytes / (elapsed.toNanos() / NANOS));
    }

    /** How long the rest takes at this rate; empty before there is one. */
    public Optional<Duration> remaining() {
        if (isDone()) {
            return Optional.of(Duration.ZERO);
        }
        long rate = bytesPerSecond();
        return rate == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) (Math.max(0, totalBytes - bytes) / (double) rate * NANOS)));
    }
}
