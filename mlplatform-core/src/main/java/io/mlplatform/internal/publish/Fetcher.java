package io.mlplatform.internal.publish;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.Manifest;
import io.mlplatform.internal.manifest.PathCollisions;
import io.mlplatform.store.Download;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Fetches a version's files into a folder, each verified before it appears. Files that are there already with the right
 * bytes are kept, so that a fetch that was cut off goes on where it stopped.
 */
final class Fetcher {

    private Fetcher() {}

    static void fetch(EntityRoom room, OpenedVersion version, Manifest manifest, Path folder) {
        List<String> collisions = PathCollisions.among(
                manifest.entries().stream().map(FileEntry::path).toList());
        if (!collisions.isEmpty()) {
            throw new AlreadyExistsException(
                    version.ref().toString(),
                    "its paths cannot lie in one folder: " + collisions + ": fetch a version without such pairs");
        }
        List<Download> downloads = missing(room, version, manifest, folder);
        long bytes = downloads.stream().mapToLong(Download::size).sum();
        ProgressMeter meter = new ProgressMeter(
                room.context().progress(), "fetch " + version.ref().uri(), downloads.size(), bytes);
        try {
            room.root().store().download(downloads, meter);
        } catch (NotFoundException e) {
            throw new DataCorruptException(
                    version.ref().toString(),
                    "a file that the manifest names is gone (" + e.getMessage() + "): restore it",
                    e);
        }
    }

    private static List<Download> missing(EntityRoom room, OpenedVersion version, Manifest manifest, Path folder) {
        List<Download> downloads = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            for (FileEntry entry : manifest.entries()) {
                Path target = real.resolve(entry.path());
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    requireSame(version, entry, target);
                    continue;
                }
                Path parent = Objects.requireNonNull(target.getParent(), "a file below a folder has a parent");
                Files.createDirectories(parent);
                if (!parent.toRealPath().startsWith(real)) {
                    throw new AlreadyExistsException(
                            target.toString(),
                            "a symbolic link leads out of the target folder: fetch into a new folder");
                }
                downloads.add(new Download(
                        room.keys().data(entry.txn(), entry.path()), entry.size(), entry.sha256(), target));
            }
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    folder.toString(),
                    "the folder cannot be written: " + e.getMessage() + ": check its rights and space",
                    e);
        }
        return downloads;
    }

    private static void requireSame(OpenedVersion version, FileEntry entry, Path target) throws IOException {
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.size(target) == entry.size()
                && digest(target).equals(entry.sha256())) {
            return;
        }
        throw new AlreadyExistsException(
                target.toString(),
                "is there and is not the file of " + version.ref()
                        + "; nothing was fetched: choose a new folder, or remove it");
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest hash = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), hash)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Digest.finish(hash);
    }
}
