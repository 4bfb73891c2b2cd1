package io.mlplatform.internal.publish;

import io.mlplatform.DataCorruptException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.ForeignPlaces;
import io.mlplatform.internal.PartialFile;
import io.mlplatform.internal.SameFile;
import io.mlplatform.internal.manifest.FileBytes.InPlace;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.reading.StoredFile;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Reads files that are registered in place: each by the tag that it was registered with, or not at all. */
final class InPlaceFiles {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final String REMEDY =
            "restore it there, or publish a version that registers it with addReferences as it is now";

    private InPlaceFiles() {}

    static InputStream open(EntityRoom room, FileEntry entry, InPlace bytes) {
        ForeignPlaces.Named named = named(room, entry, bytes);
        ObjectKey key = key(entry, named);
        GetOutcome outcome = named.store().get(key, ByteRange.ALL, GetCondition.ifMatch(bytes.etag()));
        if (outcome instanceof GetOutcome.Found found && found.info().size() == entry.size()) {
            return found.body();
        }
        close(outcome, bytes);
        throw new DataCorruptException(
                bytes.at(),
                (outcome instanceof GetOutcome.Absent ? "is gone" : "was changed since it was registered")
                        + ", and a version names it in place as '" + entry.path() + "': " + REMEDY);
    }

    /** The file for reads at any place. */
    static StoredFile stored(EntityRoom room, FileEntry entry, InPlace bytes) {
        ForeignPlaces.Named named = named(room, entry, bytes);
        return new StoredFile(
                named.store(),
                key(entry, named),
                entry.size(),
                Optional.empty(),
                Optional.of(bytes.etag()),
                () -> {},
                room.context().settings().resends(),
                room.context().pause());
    }

    /** Writes the file, of the right tag and size; its SHA-256 nobody knows. */
    static void fetch(EntityRoom room, FileEntry entry, InPlace bytes, Path target) {
        try (PartialFile partial = PartialFile.of(target)) {
            stored(room, entry, bytes).writeTo(partial.channel());
            if (!partial.moveUnlessTaken()) {
                PartialFile.requireSame(isSame(room, entry, bytes, target), target);
            }
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    bytes.at(), "could not be fetched to " + target + ": " + e.getMessage(), e);
        }
    }

    /** True where the file has the object's bytes, which are read for it. */
    static boolean isSame(EntityRoom room, FileEntry entry, InPlace bytes, Path file) throws IOException {
        if (!SameFile.isOfSize(file, entry.size())) {
            return false;
        }
        try (InputStream here = Files.newInputStream(file);
                InputStream there = open(room, entry, bytes)) {
            while (true) {
                byte[] left = here.readNBytes(BUFFER_BYTES);
                if (!Arrays.equals(left, there.readNBytes(BUFFER_BYTES))) {
                    return false;
                }
                if (left.length == 0) {
                    return true;
                }
            }
        }
    }

    /** What is wrong by tag and size; the bytes are not read, as there is nothing to hold them against. */
    static Optional<String> problem(EntityRoom room, FileEntry entry, InPlace bytes) {
        ForeignPlaces.Named named = named(room, entry, bytes);
        Optional<ObjectInfo> info = named.store().head(key(entry, named));
        if (info.isEmpty()) {
            return Optional.of(bytes.at() + " is gone: " + REMEDY);
        }
        boolean same = info.get().etag().equals(bytes.etag()) && info.get().size() == entry.size();
        return same ? Optional.empty() : Optional.of(bytes.at() + " was changed since it was registered: " + REMEDY);
    }

    // Whoever writes an index must not choose what is opened on the machine, or with the rights, of its readers.
    private static ForeignPlaces.Named named(EntityRoom room, FileEntry entry, InPlace bytes) {
        return room.root()
                .foreign()
                .object(room.root().location(), bytes.at())
                .orElseThrow(() -> new DataCorruptException(
                        room.log().address() + " " + entry.path(),
                        "is said to lie at '" + bytes.at() + "', which is not opened: files in place lie in the zone's"
                                + " own store or a bucket beside it, outside of all zones; the manifest was tampered"
                                + " with; restore it"));
    }

    private static ObjectKey key(FileEntry entry, ForeignPlaces.Named named) {
        try {
            return ObjectKey.of(named.path());
        } catch (IllegalArgumentException e) {
            throw new DataCorruptException(
                    entry.path(), "is registered in place under no key (" + e.getMessage() + "): restore it", e);
        }
    }

    private static void close(GetOutcome outcome, InPlace bytes) {
        try {
            outcome.close();
        } catch (IOException e) {
            throw unreadable(bytes, e);
        }
    }

    private static StorageUnavailableException unreadable(InPlace bytes, IOException e) {
        return new StorageUnavailableException(bytes.at(), "could not be read: " + e.getMessage() + ": call again", e);
    }
}
