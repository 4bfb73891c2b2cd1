package io.mlplatform.store;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.NoLinks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Locks on keys that hold among the processes of a machine: a few lock files, shared by all keys. */
final class LocalLocks {

    /** What begins the name of a lock file, which is never removed: its file is what processes meet at. */
    static final String PREFIX = "lock-";

    private static final int COUNT = 16;

    // File locks are the process's: its own threads, through any number of stores, need locks of their own. And one
    // channel at a time, for closing any channel on a file frees the process's lock on it.
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final LocalPaths paths;

    LocalLocks(LocalPaths paths) {
        this.paths = paths;
    }

    /** What is done under a lock. */
    interface Step<T> {
        T run() throws IOException;
    }

    <T> T with(ObjectKey key, Step<T> step) throws IOException {
        Path file = paths.work().resolve(PREFIX + Math.floorMod(key.hashCode(), COUNT));
        ReentrantLock threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        threads.lock();
        try {
            paths.madeWork();
            try (FileChannel channel = FileChannel.open(
                            file, NoLinks.options(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
                    FileLock lock = lock(key, channel)) {
                return step.run();
            }
        } finally {
            threads.unlock();
        }
    }

    private FileLock lock(ObjectKey key, FileChannel channel) throws IOException {
        try {
            return channel.lock();
        } catch (OverlappingFileLockException e) {
            throw new StorageUnavailableException(
                    paths.resource(key),
                    "the library is loaded twice in this JVM, and its other copy holds the lock: call again, or load it"
                            + " by one class loader",
                    e);
        }
    }
}
