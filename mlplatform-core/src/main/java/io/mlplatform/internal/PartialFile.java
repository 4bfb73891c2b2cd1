package io.mlplatform.internal;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import io.mlplatform.store.Download;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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

    /** Where to write, and to read back; closed with the file. */
    public FileChannel channel() {
        return channel;
    }

    public Path path() {
        return path;
    }

    /** Gives the file its target's name, in one step; false where that is taken, and then the file has its own still. */
    public boolean moveUnlessTaken() throws IOException {
        channel.close();
        moved = moveUnlessTaken(path, target);
        return moved;
    }

    /** Gives the file the name of {@code download}'s target, which is this one's, as that has it. */
    public void place(Download download) throws IOException {
        channel.close();
        place(path, download);
        moved = true;
    }

    /**
     * Gives a file beside the target of {@code download} its name, in one step, as that has it.
     *
     * @throws AlreadyExistsException something else has that name, and is not to be replaced
     */
    public static void place(Path path, Download download) throws IOException {
        Path target = download.target();
        switch (download.placement()) {
            case REPLACE -> move(path, target);
            case KEEP -> {
                if (!moveUnlessTaken(path, target)) {
                    requireSame(SameFile.is(target, download.size(), download.sha256()), target);
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    /** Refuses to go on where what came to lie at {@code target} meanwhile is not what was meant to. */
    public static void requireSame(boolean same, Path target) {
        if (!same) {
            throw new AlreadyExistsException(
                    target.toString(),
                    "came there while it was fetched, and is not the file that was meant: choose a new folder, or"
                            + " remove it");
        }
    }

    private static boolean moveUnlessTaken(Path path, Path target) throws IOException {
        RealFolders.require(target);
        try {
            linkOrMove(path, target);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static void linkOrMove(Path path, Path target) throws IOException {
        try {
            Files.createLink(target, path);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Without hard links (FAT, some network disks) the look and the move are two steps.
            Files.move(path, target);
            return;
        }
        Files.delete(path);
    }

    /** Gives a file beside {@code target} its name, in one step; it replaces what is there. */
    private static void move(Path path, Path target) throws IOException {
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
