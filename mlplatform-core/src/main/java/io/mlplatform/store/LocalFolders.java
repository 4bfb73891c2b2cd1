package io.mlplatform.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The folders of a local store: made when an object needs them, durable before it is acknowledged. */
final class LocalFolders {

    private static final int REMEMBERED = 50_000;

    private final LocalPaths paths;

    /** Folders whose names are known to be on the disk, by file number: one removed and made again is another. */
    private final Map<Path, String> durable = new ConcurrentHashMap<>();

    LocalFolders(LocalPaths paths) {
        this.paths = paths;
    }

    /** Makes the folders of {@code file} that are missing; refuses symbolic links and files among them. */
    void prepare(ObjectKey key, Path file) throws IOException {
        Path folder = paths.root();
        Path below = paths.root().relativize(file);
        for (int i = 0; i < below.getNameCount() - 1; i++) {
            folder = folder.resolve(below.getName(i));
            Optional<BasicFileAttributes> found = LocalPaths.attributes(folder);
            if (found.isEmpty()) {
                makeUnlessThere(folder);
                found = LocalPaths.attributes(folder);
            }
            if (found.isPresent() && found.get().isSymbolicLink()) {
                throw LocalFailures.symbolicLink(paths.resource(key), folder.toString());
            }
            if (found.isPresent() && !found.get().isDirectory()) {
                throw LocalFailures.folderInTheWay(paths.resource(key), folder + " is an object", null);
            }
        }
    }

    private static void makeUnlessThere(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            // Another writer was faster.
        } catch (NoSuchFileException e) {
            // The folder above was emptied and removed meanwhile; linking the object fails and all is made again.
        }
    }

    /** Makes the names in {@code folder}, and the names of all folders above it, durable. */
    void sync(Path folder) throws IOException {
        force(folder);
        for (Path made = folder; !made.equals(paths.root()); made = paths.above(made)) {
            Optional<BasicFileAttributes> found = LocalPaths.attributes(made);
            if (found.isEmpty()) {
                continue;
            }
            String number = LocalPaths.fileNumber(found.get());
            if (!number.equals(durable.get(made))) {
                force(paths.above(made));
                if (durable.size() >= REMEMBERED) {
                    durable.clear();
                }
                durable.put(made, number);
            }
        }
    }

    /** Removes {@code folder} and those above it as far as they are empty, and gives the first that is left. */
    Path prune(Path folder) throws IOException {
        Path left = folder;
        while (!left.equals(paths.root())) {
            try {
                Files.delete(left);
            } catch (DirectoryNotEmptyException e) {
                return left;
            } catch (NoSuchFileException e) {
                // Another process removed it.
            }
            left = paths.above(left);
        }
        return left;
    }

    // A folder that is gone held no object any more.
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            return;
        }
    }
}
