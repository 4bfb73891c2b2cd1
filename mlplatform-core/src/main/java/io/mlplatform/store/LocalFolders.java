package io.mlplatform.store;

import io.mlplatform.internal.FolderNames;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The folders of a local store: made when an object needs them, durable before it is acknowledged. */
final class LocalFolders {

    private static final int REMEMBERED = 50_000;

    private final LocalPaths paths;

    /** What a folder was, and when the one above it was last changed, as the name became durable. */
    private record Mark(String number, FileTime above) {}

    /** Folders whose names are known to be on the disk. */
    private final Map<Path, Mark> durable = new ConcurrentHashMap<>();

    private final FolderNames names;

    LocalFolders(LocalPaths paths, FolderNames names) {
        this.paths = paths;
        this.names = names;
    }

    /** Makes {@code folder} and those above it that are missing, durably. */
    static void make(Path folder, FolderNames names) throws IOException {
        List<Path> above = new ArrayList<>();
        for (Path path = folder.toAbsolutePath(); path != null && Files.notExists(path); path = path.getParent()) {
            if (path.getParent() != null) {
                above.add(path.getParent());
            }
        }
        Files.createDirectories(folder);
        for (Path path : above) {
            names.sync(path);
        }
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

    private void makeUnlessThere(Path folder) throws IOException {
        // It may get the file number of the one that was there before.
        durable.remove(folder);
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
        names.sync(folder);
        for (Path made = folder; !made.equals(paths.root()); made = paths.above(made)) {
            Optional<Mark> mark = mark(made);
            if (mark.isPresent() && !mark.get().equals(durable.get(made))) {
                names.sync(paths.above(made));
                if (durable.size() >= REMEMBERED) {
                    durable.clear();
                }
                durable.put(made, mark.get());
            }
        }
    }

    // Another process may remove a folder and make it again under the same number, which changes the one above.
    private Optional<Mark> mark(Path folder) throws IOException {
        Optional<BasicFileAttributes> above = LocalPaths.attributes(paths.above(folder));
        Optional<BasicFileAttributes> found = LocalPaths.attributes(folder);
        return above.isEmpty() || found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Mark(LocalPaths.fileNumber(found.get()), above.get().lastModifiedTime()));
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
}
