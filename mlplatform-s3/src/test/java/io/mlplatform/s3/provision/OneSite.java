package io.mlplatform.s3.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to provision on a gateway, which one process has at a time: of two changes to one user's policies at once Ceph
 * keeps one. Within a process it may be taken more than once.
 */
final class OneSite implements AutoCloseable {

    private static int holders;
    private static FileLock lock;

    private OneSite() {}

    /** Waits until no other process has it. */
    static OneSite of(Path file) {
        synchronized (OneSite.class) {
            if (holders == 0) {
                try {
                    lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                            .lock();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            holders++;
        }
        return new OneSite();
    }

    @Override
    public void close() {
        synchronized (OneSite.class) {
            holders--;
            if (holders == 0) {
                try (FileChannel closed = lock.channel()) {
                    lock.release();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
