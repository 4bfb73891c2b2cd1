package io.mlplatform.internal.transfer;

import io.mlplatform.internal.NoLinks;
import io.mlplatform.internal.PartialFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to one of a target's partial files, {@code .<32 hex digits>-<number>.ranges}: held by whoever locks its journal,
 * {@code .<32 hex digits>-<number>.journal}. A lock ends with the process, so that what is not locked was left.
 */
final class JournalLock implements AutoCloseable {

    // More processes than fetch one large file into one folder at a time.
    private static final int MOST = 64;

    // Locks are the process's, and closing any channel on a file frees them: one thread opens a journal, no other.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /** Opens a journal; tests let another process come in between. */
    interface Opening {
        FileChannel open(Path path, StandardOpenOption how) throws IOException;
    }

    private final Path file;
    private final Path path;
    private final FileChannel journal;
    private boolean closed;

    private JournalLock(Path file, Path path, FileChannel journal) {
        this.file = file;
        this.path = path;
        this.journal = journal;
    }

    /** A journal that was left, if there is one, else a new one. */
    static JournalLock of(Path target) throws IOException {
        for (int number = 0; number < MOST; number++) {
            Optional<JournalLock> left = Optional.empty();
            if (isOwn(target, number)) {
                left = take(target, number, StandardOpenOption.WRITE);
            }
            if (left.isPresent()) {
                return left.get();
            }
        }
        for (int number = 0; number < MOST; number++) {
            Optional<JournalLock> made = take(target, number, StandardOpenOption.CREATE_NEW);
            if (made.isPresent()) {
                return made.get();
            }
        }
        throw new IOException(MOST + " partial files of " + target.getFileName() + " lie beside it: remove them");
    }

    /** Removes what was left beside the target and nobody holds. */
    static void removeLeft(Path target) throws IOException {
        for (int number = 0; number < MOST; number++) {
            if (isOwn(target, number)) {
                Optional<JournalLock> left = take(target, number, StandardOpenOption.WRITE);
                if (left.isPresent()) {
                    try (JournalLock lock = left.get()) {
                        Files.deleteIfExists(lock.file);
                        lock.removeJournal();
                    }
                }
            }
        }
    }

    /** The partial file's name. */
    Path file() {
        return file;
    }

    /** False once the journal was closed, as an interrupt closes a channel: another process may have the lock by now. */
    boolean isHeld() {
        return journal.isOpen();
    }

    /** To be read and written; closed with the lock. */
    FileChannel journal() {
        return journal;
    }

    /** What the journal says; nothing where that is more than so many bytes. */
    byte[] journalText(int most) throws IOException {
        long size = journal.size();
        ByteBuffer text = ByteBuffer.allocate(size > most ? 0 : (int) size);
        while (text.hasRemaining() && journal.read(text, text.position()) >= 0) {}
        return Arrays.copyOf(text.array(), text.position());
    }

    /** The partial file that was left, if it is this user's and has no other name. */
    Optional<FileChannel> leftFile() throws IOException {
        return isAlone(file) && isOfOneOwner(file, path)
                ? Optional.of(open(file, StandardOpenOption.WRITE))
                : Optional.empty();
    }

    /** A new partial file in place of what was left. */
    FileChannel newFile() throws IOException {
        Files.deleteIfExists(file);
        return PartialFile.create(file);
    }

    void removeJournal() throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                journal.close();
            } finally {
                HELD_HERE.remove(path);
            }
        }
    }

    private static Path path(Path target, int number) {
        return PartialFile.beside(target, number + ".journal").toAbsolutePath().normalize();
    }

    private static Optional<JournalLock> take(Path target, int number, StandardOpenOption how) throws IOException {
        return take(target, number, how, JournalLock::open);
    }

    /** The journal of this number, that was left or is made, unless another one has it. */
    static Optional<JournalLock> take(Path target, int number, StandardOpenOption how, Opening opening)
            throws IOException {
        Path path = path(target, number);
        if (!HELD_HERE.add(path)) {
            return Optional.empty();
        }
        FileChannel journal = null;
        boolean taken = false;
        try {
            Optional<Object> before = how == StandardOpenOption.WRITE ? Optional.of(key(path)) : Optional.empty();
            journal = opening.open(path, how);
            taken = isLocked(journal, path, before.isPresent() ? before.get() : key(path), how);
            return taken
                    ? Optional.of(new JournalLock(PartialFile.beside(target, number + ".ranges"), path, journal))
                    : Optional.empty();
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            return Optional.empty();
        } finally {
            if (!taken) {
                if (journal != null) {
                    journal.close();
                }
                HELD_HERE.remove(path);
            }
        }
    }

    // Until it is locked its owner may have ended, removed it, and another one have begun. The key of what is opened is
    // therefore read before: no other file gets it as long as this one is open.
    private static boolean isLocked(FileChannel journal, Path path, Object key, StandardOpenOption how)
            throws IOException {
        try {
            return journal.tryLock() != null && key(path).equals(key);
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            // A file system without locks: then nobody takes over what was left, and what was made is safe.
            return how == StandardOpenOption.CREATE_NEW;
        }
    }

    private static Object key(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return Objects.requireNonNullElse(key, path);
    }

    private static FileChannel open(Path path, StandardOpenOption how) throws IOException {
        Set<OpenOption> options = NoLinks.options(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        options.add(how);
        return FileChannel.open(path, options);
    }

    // Whoever else may write into the folder must not have this user write into a file of the other's choice. Whose it
    // is shows beside a file that is made now: not every user has a name.
    private static boolean isOwn(Path target, int number) throws IOException {
        Path path = path(target, number);
        if (!isAlone(path)) {
            return false;
        }
        try (PartialFile made = PartialFile.of(target)) {
            return isOfOneOwner(path, made.path());
        }
    }

    /** True for a file that has no other name. */
    private static boolean isAlone(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            return !path.getFileSystem().supportedFileAttributeViews().contains("unix")
                    || Integer.valueOf(1).equals(Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean isOfOneOwner(Path path, Path own) throws IOException {
        try {
            return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)
                    .equals(Files.getOwner(own, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException | UnsupportedOperationException e) {
            return false;
        }
    }
}
