package io.mlplatform.internal.publish;

import io.mlplatform.DataCorruptException;
import io.mlplatform.VersionFileChannel;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.VerifyingInputStream;
import io.mlplatform.internal.manifest.FileBytes;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.reading.RangeChannel;
import io.mlplatform.internal.reading.StoredFile;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import java.io.InputStream;
import java.util.Optional;

/** Opens one file of a version as a stream that ends only if the bytes are the manifest's, as far as that knows them. */
final class FileOpener {

    private FileOpener() {}

    static InputStream open(EntityRoom room, FileEntry entry) {
        if (entry.bytes() instanceof FileBytes.InPlace inPlace) {
            return InPlaceFiles.open(room, entry, inPlace);
        }
        ObjectKey key = key(room, entry);
        String resource = room.root().store().location() + "/" + key;
        GetOutcome outcome = room.root().store().get(key, ByteRange.ALL, GetCondition.always());
        if (!(outcome instanceof GetOutcome.Found found)) {
            throw new DataCorruptException(
                    resource, "is gone, and the version names it: restore it, or use another version");
        }
        return new VerifyingInputStream(
                found.body(),
                entry.size(),
                entry.sha256(),
                resource,
                "it was changed in the store; restore it, or use another version");
    }

    /** The same for reads at any place; asks the store for nothing yet. */
    static VersionFileChannel channel(EntityRoom room, long version, FileEntry entry) {
        Context context = room.context();
        StoredFile file = entry.bytes() instanceof FileBytes.InPlace inPlace
                ? InPlaceFiles.stored(room, entry, inPlace)
                : new StoredFile(
                        room.root().store(),
                        key(room, entry),
                        entry.size(),
                        Optional.of(entry.sha256()),
                        Optional.empty(),
                        () -> room.requireReadable(version),
                        context.settings().resends(),
                        context.pause());
        return new RangeChannel(file, context.readAhead(), context.executor());
    }

    private static ObjectKey key(EntityRoom room, FileEntry entry) {
        return room.keys().data(entry.txn(), entry.path());
    }
}
