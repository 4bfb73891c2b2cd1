package io.mlplatform.store;

import io.mlplatform.internal.NoLinks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts objects on a local disk. The bytes are written and synced under a work name; a hard link or an atomic move then
 * shows them under the key, whole.
 */
final class LocalWriter {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LINK_ATTEMPTS = 1_000;
    private static final AtomicLong COUNT = new AtomicLong();

    private final LocalPaths paths;
    private final LocalFolders folders;
    private final LocalLocks locks;
    private final Clock clock;

    LocalWriter(LocalPaths paths, LocalFolders folders, LocalLocks locks, Clock clock) {
        this.paths = paths;
        this.folders = folders;
        this.locks = locks;
        this.clock = clock;
    }

    /** As {@link ObjectStore#put}; durable once {@code sync} is. */
    PutOutcome put(ObjectKey key, Content content, PutCondition condition, FolderSync sync) throws IOException {
        Path file = paths.file(key);
        if (condition instanceof PutCondition.IfAbsent && paths.info(key, file).isPresent()) {
            return taken(file, sync);
        }
        folders.prepare(key, file);
        try {
            return write(key, file, content, condition, sync);
        } catch (IOException | RuntimeException | Error e) {
            prune(file);
            throw e;
        }
    }

    private PutOutcome write(ObjectKey key, Path file, Content content, PutCondition condition, FolderSync sync)
            throws IOException {
        Path work = newWorkFile();
        try {
            write(key, content, work);
            Optional<ObjectInfo> stored = condition instanceof PutCondition.IfAbsent
                    ? link(key, work, file)
                    : locks.with(key, () -> replace(key, work, file, condition));
            if (stored.isEmpty()) {
                prune(file);
                return taken(file, sync);
            }
            sync.changed(paths.above(file));
            return new PutOutcome.Stored(stored.get().etag(), clock.instant());
        } finally {
            Files.deleteIfExists(work);
        }
    }

    // An empty folder would be in the way of an object of its name, though no object lies in it.
    private void prune(Path file) {
        try {
            folders.prune(paths.above(file));
        } catch (IOException e) {
            // Who may not remove a folder leaves it; what became of the put is told all the same.
        }
    }

    // What is there may be the caller's own, from an attempt that crashed before its sync, and then counts as stored.
    private PutOutcome taken(Path file, FolderSync sync) throws IOException {
        sync.changed(paths.above(file));
        return new PutOutcome.ConditionNotMet(clock.instant());
    }

    private Path newWorkFile() throws IOException {
        Path folder = paths.madeWork();
        while (true) {
            Path work = folder.resolve(ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + ".part");
            try {
                return Files.createFile(work);
            } catch (FileAlreadyExistsException e) {
                // Left by a crashed process of this number, or of another machine's.
                continue;
            }
        }
    }

    private void write(ObjectKey key, Content content, Path work) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER_BYTES, content.length()))];
        try (InputStream in = open(key, content);
                FileChannel out = FileChannel.open(work, NoLinks.options(work, StandardOpenOption.WRITE))) {
            long size = 0;
            for (int count = read(key, in, buffer); count >= 0; count = read(key, in, buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                size += count;
            }
            if (size != content.length()) {
                throw new IllegalStateException(
                        key + ": the content announced " + content.length() + " bytes and yielded " + size);
            }
            Files.setLastModifiedTime(work, FileTime.from(now()));
            out.force(true);
        }
    }

    /** The object as stored, or empty if the key is taken. */
    private Optional<ObjectInfo> link(ObjectKey key, Path work, Path file) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createLink(file, work);
                return LocalPaths.attributes(work).map(attributes -> LocalPaths.info(key, attributes));
            } catch (FileAlreadyExistsException e) {
                requireNoFolder(key, file, e);
                return Optional.empty();
            } catch (NoSuchFileException e) {
                // The folder was emptied and removed since it was prepared.
                if (attempt == LINK_ATTEMPTS || !Files.exists(work)) {
                    throw e;
                }
                folders.prepare(key, file);
            } catch (UnsupportedOperationException e) {
                throw LocalFailures.noHardLinks(paths.resource(key), e);
            } catch (IOException e) {
                // On a network disk the answer may be lost, and the link be there.
                if (Files.exists(file) && Files.isSameFile(file, work)) {
                    return paths.info(key, file);
                }
                if (LocalFailures.isLinkRefused(e)) {
                    throw LocalFailures.noHardLinks(paths.resource(key), e);
                }
                throw e;
            }
        }
    }

    /** The object as stored, or empty if the condition does not hold; called under the key's lock. */
    private Optional<ObjectInfo> replace(ObjectKey key, Path work, Path file, PutCondition condition)
            throws IOException {
        Optional<ObjectInfo> present = paths.info(key, file);
        if (!condition.allows(present)) {
            return Optional.empty();
        }
        Instant own = Files.getLastModifiedTime(work).toInstant();
        if (present.isPresent() && !own.isAfter(present.get().lastModified())) {
            // Two objects of one size may get one file number: times that rise keep their tags apart.
            Instant later = present.get().lastModified().plus(1, ChronoUnit.MICROS);
            Files.setLastModifiedTime(work, FileTime.from(later));
        }
        ObjectInfo stored = LocalPaths.info(key, LocalPaths.attributes(work).orElseThrow());
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(work, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return Optional.of(stored);
            } catch (NoSuchFileException e) {
                if (attempt == LINK_ATTEMPTS || !Files.exists(work)) {
                    throw e;
                }
                folders.prepare(key, file);
            } catch (IOException e) {
                requireNoFolder(key, file, e);
                throw e;
            }
        }
    }

    private void requireNoFolder(ObjectKey key, Path file, IOException failure) {
        if (Files.isDirectory(file)) {
            throw LocalFailures.folderInTheWay(paths.resource(key), "a folder of that name exists", failure);
        }
    }

    // Disks keep microseconds through Java 17, so that a time read back compares equal.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static InputStream open(ObjectKey key, Content content) {
        try {
            return content.open();
        } catch (IOException e) {
            throw unreadable(key, e);
        }
    }

    private static int read(ObjectKey key, InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw unreadable(key, e);
        }
    }

    private static UncheckedIOException unreadable(ObjectKey key, IOException failure) {
        return new UncheckedIOException(key + ": the content could not be read", failure);
    }
}
