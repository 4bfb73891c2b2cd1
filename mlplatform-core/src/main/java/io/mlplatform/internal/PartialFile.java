package io.mlplatform.internal;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file written beside its target, under a name that no other call has, until it is whole. A killed process leaves it
 * as {@code .<32 hex digits>-<number>.part}, which may be removed once no fetch is under way.
 */
public final class PartialFile implements AutoCloseable {

    private static final int NAME_DIGITS = 32;

    private final Path target;
    private final Path path;
    private boolean moved;

    private PartialFile(Path target, Path path) {
        this.target = target;
        this.path = path;
    }

    /**
     * A new empty file in the folder of {@code target}, which is reached through no symbolic link.
     *
     * @throws AlreadyExistsException a link stands in the way: it could lead out of the folder that was asked for
     */
    public static PartialFile of(Path target) throws IOException {
        requireReal(target);
        // By the digest of the name, as a name of 255 bytes leaves no room for an ending.
        String name = "." + Digest.of(target.getFileName().toString()).hex().substring(0, NAME_DIGITS);
        long number = 0;
        while (true) {
            Path path = target.resolveSibling(name + "-" + number + ".part");
            try {
                return new PartialFile(target, Files.createFile(path));
            } catch (FileAlreadyExistsException e) {
                // Of a fetch that is under way, or was killed.
                number++;
            }
        }
    }

    /** Where to write; it is opened without following a link that took its name meanwhile. */
    public OutputStream output() throws IOException {
        return Channels.newOutputStream(channel());
    }

    /** As {@link #output()}, to be written in any order. */
    public FileChannel channel() throws IOException {
        return FileChannel.open(path, NoLinks.options(path, StandardOpenOption.WRITE));
    }

    /** As {@link #channel()}, to be read back as well. */
    public FileChannel readableChannel() throws IOException {
        return FileChannel.open(path, NoLinks.options(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    public Path path() {
        return path;
    }

    /** Gives the file its target's name, in one step; it replaces what is there. */
    public void moveToTarget() throws IOException {
        // The folder may have been replaced by a link while the bytes came.
        requireReal(target);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        moved = true;
    }

    private static void requireReal(Path target) throws IOException {
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file lies in a folder");
        Path real = folder.toRealPath();
        if (!real.equals(folder.normalize())) {
            throw new AlreadyExistsException(
                    folder.toString(),
                    "leads through a symbolic link to '" + real + "', out of the folder that was asked for: remove the"
                            + " link, or give the folder's real path");
        }
    }

    /** Removes the file, unless it was moved: then its name may be another call's by now. */
    @Override
    public void close() throws IOException {
        if (!moved) {
            Files.deleteIfExists(path);
        }
    }
}
