package io.mlplatform.internal.publish;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.AlreadyExistsException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.FileNames;
import io.mlplatform.internal.SameFile;
import io.mlplatform.internal.manifest.FileBytes;
import io.mlplatform.internal.manifest.FileEntry;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folder of a fetch. All is looked at before the first folder below it is made: a refused fetch leaves nothing behind. Of
 * the entries it keeps a bit each, by their order, which is always the same.
 */
final class FetchTarget {

    private final EntityRoom room;
    private final OpenedVersion version;
    private final String below;
    private final Path real;
    private final BitSet present = new BitSet();
    private final Set<Path> folders = new LinkedHashSet<>();
    private long files;
    private long bytes;
    private boolean inPlace;

    private FetchTarget(EntityRoom room, OpenedVersion version, String below, Path real) {
        this.room = room;
        this.version = version;
        this.below = below;
        this.real = real;
    }

    /** The folder, with all folders that these entries, of paths below {@code below}, need in it. */
    static FetchTarget prepared(
            EntityRoom room, OpenedVersion version, Supplier<Stream<FileEntry>> entries, String below, Path folder) {
        try (Stream<FileEntry> each = entries.get()) {
            Files.createDirectories(folder);
            FetchTarget target = new FetchTarget(room, version, below, folder.toRealPath());
            target.lookAt(each.iterator());
            for (Path above : target.folders) {
                Files.createDirectories(above);
            }
            return target;
        } catch (FileAlreadyExistsException e) {
            throw new AlreadyExistsException(folder.toString(), "is a file: choose a folder to fetch into", e);
        } catch (java.nio.file.AccessDeniedException e) {
            throw new AccessDeniedException(
                    folder.toString(),
                    "the folder cannot be written or read (" + e.getMessage() + "): check its rights",
                    e);
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    folder.toString(),
                    "the folder cannot be written: " + e.getMessage() + ": check its rights and space",
                    e);
        }
    }

    /** Of the same entries those whose files are not there. */
    Stream<FileEntry> missing(Stream<FileEntry> entries) {
        int[] number = {0};
        return entries.sequential().filter(entry -> !present.get(number[0]++));
    }

    /** How many files are to be downloaded. */
    long files() {
        return files;
    }

    /** The sum of their sizes. */
    long bytes() {
        return bytes;
    }

    /** True where some of what is missing lies beside the platform. */
    boolean hasInPlace() {
        return inPlace;
    }

    /** Where the file of an entry goes. */
    Path file(FileEntry entry) {
        return real.resolve(entry.path().substring(below.length()));
    }

    private void lookAt(Iterator<FileEntry> entries) throws IOException {
        for (int number = 0; entries.hasNext(); number++) {
            FileEntry entry = entries.next();
            Path target = target(entry);
            requireFolders(target);
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                requireSame(entry, target);
                present.set(number);
            } else if (entry.isInPlace()) {
                inPlace = true;
            } else {
                files++;
                bytes += entry.size();
            }
        }
    }

    // The manifest's reader has refused '..' and the like; what is left is how this disk reads a name.
    private Path target(FileEntry entry) {
        String path = entry.path().substring(below.length());
        if (!FileNames.isReadable(real.getFileSystem(), path)) {
            throw new AccessDeniedException(
                    version.ref() + " " + path,
                    "cannot be written to this disk as it is named in this locale; nothing was fetched: "
                            + FileNames.REMEDY);
        }
        Optional<String> problem = TargetRules.of(real.getFileSystem()).problemIn(path);
        if (problem.isPresent()) {
            throw new AccessDeniedException(
                    version.ref() + " " + path,
                    "cannot be written to this disk as it is named, " + problem.get()
                            + "; nothing was fetched: open the file as a stream, or fetch on another system");
        }
        return file(entry);
    }

    /** Refuses what is in the way of the folders that {@code target} lies in, and notes them. */
    private void requireFolders(Path target) {
        for (Path above = above(target); !above.equals(real) && folders.add(above); above = above(above)) {
            if (Files.isSymbolicLink(above)) {
                throw new AlreadyExistsException(
                        above.toString(),
                        "is a symbolic link, which could lead out of the target folder; nothing was fetched: "
                                + "choose a new folder, or remove it");
            }
            if (Files.exists(above) && !Files.isDirectory(above)) {
                throw new AlreadyExistsException(
                        above.toString(),
                        "is a file where the version has a folder; nothing was fetched: "
                                + "choose a new folder, or remove it");
            }
        }
    }

    private static Path above(Path path) {
        return Objects.requireNonNull(path.getParent(), "a file below a folder has a parent");
    }

    private void requireSame(FileEntry entry, Path target) throws IOException {
        if (isSame(entry, target)) {
            return;
        }
        throw new AlreadyExistsException(
                target.toString(),
                "is there and is not the file of " + version.ref()
                        + "; nothing was fetched: choose a new folder, or remove it");
    }

    private boolean isSame(FileEntry entry, Path target) throws IOException {
        return entry.bytes() instanceof FileBytes.InPlace inPlace
                ? InPlaceFiles.isSame(room, entry, inPlace, target)
                : SameFile.is(target, entry.size(), entry.sha256());
    }
}
