package io.mlplatform.store;

import java.time.Duration;

/**
 * One finished request of a bulk transfer.
 *
 * @param resource the object, as messages name it
 * @param bytes of content that went over
 * @param duration with all repetitions
 * @param retries repetitions by this library; those of an SDK below are not seen
 */
public record TransferRequest(
        String resource,
        TransferDirection direction,
        long bytes,
        Duration duration,
        int retries,
        TransferResult result) {}
