package io.mlplatform.internal.reading;

import io.mlplatform.internal.transfer.Room;

/** The bytes that all channels of a platform hold of what nobody has asked for yet. Thread-safe. */
public final class ReadMemory implements Room {

    private static final long MOST_BYTES = 64L << 20;
    // As much may be held by transfers, and by segments.
    private static final int PARTS = 8;

    private long left;

    public ReadMemory(long bytes) {
        left = bytes;
    }

    /** 64 MiB, or an eighth of a heap that is smaller than 512 MiB. */
    public static ReadMemory ofHeap() {
        return new ReadMemory(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / PARTS));
    }

    @Override
    public synchronized boolean take(long bytes) {
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }

    @Override
    public synchronized void giveBack(long bytes) {
        left += bytes;
    }

    /** What nobody holds. */
    public synchronized long left() {
        return left;
    }
}
