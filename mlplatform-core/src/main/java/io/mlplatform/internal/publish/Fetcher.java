package io.mlplatform.internal.publish;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.NotFoundException;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.FileBytes;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.Manifest;
import io.mlplatform.internal.manifest.PathCollisions;
import io.mlplatform.internal.transfer.Windows;
import io.mlplatform.store.Download;
import io.mlplatform.store.Placement;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fetches a version's files into a folder, each verified before it appears. Files that are there already with the right
 * bytes are kept, so that a fetch that was cut off goes on where it stopped. The manifest is read once for each step, so that
 * a version of many files is never held whole.
 */
final class Fetcher {

    private final EntityRoom room;
    private final OpenedVersion version;
    private final EntryFilter filter;
    private final String below;
    private final Manifest manifest;

    private Fetcher(EntityRoom room, OpenedVersion version, EntryFilter filter, String below) {
        this.room = room;
        this.version = version;
        this.filter = filter;
        this.below = below;
        this.manifest = room.manifest(version.root());
    }

    /** Fetches the files that are meant, all of which lie below {@code below}, under the rest of their path. */
    static void fetch(EntityRoom room, OpenedVersion version, EntryFilter filter, String below, Path folder) {
        room.reading(version.ref().version(), () -> {
            new Fetcher(room, version, filter, below).fetchInto(folder);
            return version;
        });
    }

    private void fetchInto(Path folder) {
        requireApart();
        FetchTarget target = FetchTarget.prepared(room, version, this::entries, below, folder);
        ProgressMeter meter =
                new ProgressMeter(room.context(), "fetch " + version.ref().uri(), target.files(), target.bytes());
        try (Stream<FileEntry> entries = entries()) {
            Stream<Download> downloads =
                    target.missing(entries).filter(entry -> !entry.isInPlace()).map(entry -> download(entry, target));
            room.root().store().download(downloads::iterator, meter);
        } catch (NotFoundException e) {
            throw new DataCorruptException(
                    e.resource(), "is gone, and " + version.ref() + " names it: restore it, or use another version", e);
        }
        if (target.hasInPlace()) {
            fetchInPlace(target);
        }
    }

    private Download download(FileEntry entry, FetchTarget target) {
        return new Download(
                room.keys().data(entry.txn(), entry.path()),
                entry.size(),
                entry.sha256(),
                target.file(entry),
                Placement.KEEP);
    }

    private void fetchInPlace(FetchTarget target) {
        try (Stream<FileEntry> entries = entries()) {
            Stream<FileEntry> inPlace = target.missing(entries).filter(FileEntry::isInPlace);
            new Windows<>(inPlace::iterator)
                    .forEachRemaining(window -> Parallel.run(
                            room.context().executor(),
                            room.log().address(),
                            window.stream()
                                    .<Runnable>map(entry -> () -> fetchInPlace(entry, target.file(entry)))
                                    .toList()));
        }
    }

    private void fetchInPlace(FileEntry entry, Path file) {
        if (entry.bytes() instanceof FileBytes.InPlace bytes) {
            InPlaceFiles.fetch(room, entry, bytes, file);
        }
    }

    private void requireApart() {
        List<String> collisions = PathCollisions.among(() -> entries().map(FileEntry::path));
        if (!collisions.isEmpty()) {
            throw new AlreadyExistsException(
                    version.ref().toString(),
                    "its paths cannot lie in one folder: " + collisions + ": fetch a version without such pairs");
        }
    }

    private Stream<FileEntry> entries() {
        return manifest.entries(filter);
    }
}
