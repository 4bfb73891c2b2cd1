package io.mlplatform.internal.publish;

import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.VerifyingInputStream;
import io.mlplatform.internal.manifest.FileBytes;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import java.io.InputStream;

/** Opens one file of a version as a stream that ends only if the bytes are the manifest's, as far as that knows them. */
final class FileOpener {

    private FileOpener() {}

    static InputStream open(EntityRoom room, FileEntry entry) {
        if (entry.bytes() instanceof FileBytes.InPlace inPlace) {
            return InPlaceFiles.open(room, entry, inPlace);
        }
        ObjectKey key = room.keys().data(entry.txn(), entry.path());
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
}
