package io.mlplatform.s3;

import io.mlplatform.StorageUnavailableException;
import java.util.concurrent.Semaphore;

/** The heap that uploads share: whoever holds bytes to send holds as much of it. Thread-safe. */
final class ByteBudget {

    /** Bytes taken; closing gives them back. */
    interface Share extends AutoCloseable {
        @Override
        void close();
    }

    private static final int UNIT_BYTES = 1 << 10;
    // A log entry never waits behind the parts of a large upload.
    private static final long FREE_BYTES = 1 << 20;

    private final int units;
    private final Semaphore left;

    ByteBudget(long bytes) {
        units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT_BYTES);
        left = new Semaphore(units, true);
    }

    /** Waits until so many bytes are left; one share larger than the budget gets all of it. */
    Share take(long bytes, String resource) {
        if (bytes <= FREE_BYTES) {
            return () -> {};
        }
        int share = (int) Math.min(units, bytes / UNIT_BYTES);
        try {
            left.acquire(share);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException(resource, "the upload was interrupted while it waited for memory", e);
        }
        return () -> left.release(share);
    }
}
