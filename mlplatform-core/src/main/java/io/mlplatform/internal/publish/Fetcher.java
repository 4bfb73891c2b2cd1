package io.mlplatform.internal.publish;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.NoLinks;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.FileBytes;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.PathCollisions;
import io.mlplatform.store.Download;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches a version's files into a folder, each verified before it appears. Files that are there already with the right
 * bytes are kept, so that a fetch that was cut off goes on where it stopped.
 */
final class Fetcher {

    private Fetcher() {}

    /** Fetches the files that are meant, all of which lie below {@code below}, under the rest of their path. */
    static void fetch(EntityRoom room, OpenedVersion version, EntryFilter filter, String below, Path folder) {
        room.reading(version.ref().version(), () -> {
            fetchNow(room, version, filter, below, folder);
            return version;
        });
    }

    private static void fetchNow(
            EntityRoom room, OpenedVersion version, EntryFilter filter, String below, Path folder) {
        List<FileEntry> entries = room.manifest(version.root()).entries(filter).toList();
        List<String> collisions =
                PathCollisions.among(entries.stream().map(FileEntry::path).toList());
        if (!collisions.isEmpty()) {
            throw new AlreadyExistsException(
                    version.ref().toString(),
                    "its paths cannot lie in one folder: " + collisions + ": fetch a version without such pairs");
        }
        List<Runnable> inPlace = new ArrayList<>();
        List<Download> downloads = missing(room, version, entries, below, folder, inPlace);
        long bytes = downloads.stream().mapToLong(Download::size).sum();
        ProgressMeter meter =
                new ProgressMeter(room.context(), "fetch " + version.ref().uri(), downloads.size(), bytes);
        try {
            room.root().store().download(downloads, meter);
        } catch (NotFoundException e) {
            throw new DataCorruptException(
                    e.resource(), "is gone, and " + version.ref() + " names it: restore it, or use another version", e);
        }
        Parallel.run(room.context().executor(), room.log().address(), inPlace);
    }

    // All is looked at before the first folder is made: a refused fetch leaves nothing behind.
    private static List<Download> missing(
            EntityRoom room,
            OpenedVersion version,
            List<FileEntry> entries,
            String below,
            Path folder,
            List<Runnable> inPlace) {
        List<Download> downloads = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            Set<Path> folders = new LinkedHashSet<>();
            for (FileEntry entry : entries) {
                Path target = target(version, real, entry.path().substring(below.length()));
                requireFolders(real, target, folders);
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    requireSame(room, version, entry, target);
                } else if (entry.bytes() instanceof FileBytes.InPlace bytes) {
                    inPlace.add(() -> InPlaceFiles.fetch(room, entry, bytes, target));
                } else {
                    downloads.add(new Download(
                            room.keys().data(entry.txn(), entry.path()), entry.size(), entry.sha256(), target));
                }
            }
            for (Path above : folders) {
                Files.createDirectories(above);
            }
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
        return downloads;
    }

    // The manifest's reader has refused '..' and the like; what is left is how this disk reads a name.
    private static Path target(OpenedVersion version, Path real, String path) {
        Optional<String> problem = TargetRules.of(real.getFileSystem()).problemIn(path);
        if (problem.isPresent()) {
            throw new AccessDeniedException(
                    version.ref() + " " + path,
                    "cannot be written to this disk as it is named, " + problem.get()
                            + "; nothing was fetched: open the file as a stream, or fetch on another system");
        }
        return real.resolve(path);
    }

    /** Refuses what is in the way of the folders that {@code target} lies in, and adds them to {@code checked}. */
    private static void requireFolders(Path real, Path target, Set<Path> checked) {
        for (Path above = above(target); !above.equals(real) && checked.add(above); above = above(above)) {
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

    private static void requireSame(EntityRoom room, OpenedVersion version, FileEntry entry, Path target)
            throws IOException {
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.size(target) == entry.size()
                && isSame(room, entry, target)) {
            return;
        }
        throw new AlreadyExistsException(
                target.toString(),
                "is there and is not the file of " + version.ref()
                        + "; nothing was fetched: choose a new folder, or remove it");
    }

    private static boolean isSame(EntityRoom room, FileEntry entry, Path target) throws IOException {
        return entry.bytes() instanceof FileBytes.InPlace inPlace
                ? InPlaceFiles.isSame(room, entry, inPlace, target)
                : digest(target).equals(entry.sha256());
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest hash = Digest.sha256();
        try (InputStream in = new DigestInputStream(
                Channels.newInputStream(FileChannel.open(file, NoLinks.options(file, StandardOpenOption.READ))),
                hash)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Digest.finish(hash);
    }
}
