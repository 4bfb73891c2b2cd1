package io.mlplatform.internal;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file written beside its target, under a name that no other call has, until it is whole. A killed process leaves it
 * as {@code .<32 hex digits>-<number>.part}, which may be removed once no fetch is under way.
 */
public final class PartialFile implements AutoCloseable {

    private static final int NAME_DIGITS = 32;
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Path target;
    private final Path path;
    private final FileChannel channel;
    private boolean moved;

    private PartialFile(Path target, Path path, FileChannel channel) {
        this.target = target;
        this.path = path;
        this.channel = channel;
    }

    /**
     * A new empty file in the folder of {@code target}, which is reached through no symbolic link.
     *
     * @throws AlreadyExistsException a link stands in the way: it could lead out of the folder that was asked for
     */
    public static PartialFile of(Path target) throws IOException {
        return of(target, new RealFolders());
    }

    /** As {@link #of(Path)}, in a folder that need not be looked at again where {@code folders} just did. */
    public static PartialFile of(Path target, RealFolders folders) throws IOException {
        folders.requireOnce(target);
        long number = 0;
        while (true) {
            Path path = beside(target, number + ".part");
            try {
                return new PartialFile(target, path, create(path));
            } catch (FileAlreadyExistsException e) {
                // Of a fetch that is under way, or was killed.
                number++;
            }
        }
    }

    /** The hidden name beside {@code target} that belongs to it and ends like this. */
    public static Path beside(Path target, String ending) {
        // By the digest of the name, as a name of 255 bytes leaves no room for an ending.
        String name = Digest.of(target.getFileName().toString()).hex().substring(0, NAME_DIGITS);
        return target.resolveSibling("." + name + "-" + ending);
    }

    /** A new file, to be read and written; a link under its name is not followed. */
    public static FileChannel create(Path path) throws IOException {
        return FileChannel.open(path, NEW);
    }

    /** Where to write. */
    public OutputStream output() {
        return Channels.newOutputStream(channel);
    }

    /** As {@link #output()}, to be written in any order and read back; closed with the file. */
    public FileChannel channel() {
        return channel;
    }

    public Path path() {
        return path;
    }

    /** Gives the file its target's name, in one step; it replaces what is there. */
    public void moveToTarget() throws IOException {
        channel.close();
        move(path, target);
        moved = true;
    }

    /** Gives a file beside {@code target} its name, in one step; it replaces what is there. */
    public static void move(Path path, Path target) throws IOException {
        // The folder may have been replaced by a link while the bytes came.
        RealFolders.require(target);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the file, unless it was moved: then its name may be another call's by now. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!moved) {
            Files.deleteIfExists(path);
        }
    }
}
