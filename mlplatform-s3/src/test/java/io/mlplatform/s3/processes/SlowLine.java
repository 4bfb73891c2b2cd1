package io.mlplatform.s3.processes;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The way of one part or range, of 25 MiB a second at most: on a faster one, most of the workers of a process would be busy
 * with something else when it is killed. Of one thread.
 */
final class SlowLine {

    private static final long BYTES_A_SECOND = 25 << 20;

    private final TransferLog log;
    private final long began = System.nanoTime();
    private long bytes;

    SlowLine(TransferLog log) {
        this.log = log;
    }

    /** So many bytes more went over it. */
    void carried(int count) {
        bytes += count;
        log.moved(count);
        long due = began + bytes * TimeUnit.SECONDS.toNanos(1) / BYTES_A_SECOND;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
