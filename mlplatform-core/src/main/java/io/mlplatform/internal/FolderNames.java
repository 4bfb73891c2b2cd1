package io.mlplatform.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Syncs the names that stand in a folder, which the sync of a file does not. */
@FunctionalInterface
public interface FolderNames {

    /** Makes the names in {@code folder} durable; one that is gone has none. */
    void sync(Path folder) throws IOException;

    /** By the disk. */
    static FolderNames ofDisk() {
        return folder -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (NoSuchFileException e) {
                return;
            }
        };
    }

    /** The same, but where a folder cannot be opened as a file: for want of a right, or as on Windows. */
    static FolderNames whereTheyCanBe() {
        return folder -> {
            FileChannel channel;
            try {
                channel = FileChannel.open(folder, StandardOpenOption.READ);
            } catch (IOException e) {
                return;
            }
            try (channel) {
                channel.force(true);
            }
        };
    }
}
