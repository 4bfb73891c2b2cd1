package io.mlplatform.internal;

import io.mlplatform.Digest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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

    /** A new empty file in the folder of {@code target}. */
    public static PartialFile of(Path target) throws IOException {
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

    public Path path() {
        return path;
    }

    /** Gives the file its target's name, in one step; it replaces what is there. */
    public void moveToTarget() throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        moved = true;
    }

    /** Removes the file, unless it was moved: then its name may be another call's by now. */
    @Override
    public void close() throws IOException {
        if (!moved) {
            Files.deleteIfExists(path);
        }
    }
}
