package io.mlplatform.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
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

    private final Path folder;

    LocalLocks(Path folder) {
        this.folder = folder;
    }

    /** What is done under a lock. */
    interface Step<T> {
        T run() throws IOException;
    }

    <T> T with(ObjectKey key, Step<T> step) throws IOException {
        Path file = folder.resolve(PREFIX + Math.floorMod(key.hashCode(), COUNT));
        ReentrantLock threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        threads.lock();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                return step.run();
            }
        } finally {
            threads.unlock();
        }
    }
}
