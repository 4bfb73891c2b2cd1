package io.mlplatform.internal.publish;

import io.mlplatform.Digest;
import io.mlplatform.internal.manifest.FileBytes;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.store.Content;
import io.mlplatform.store.StoredContent;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file to be published.
 *
 * @param path its path within the version
 * @param sha256 where it is known already, as for a file of another version; it is checked while the bytes go over
 * @param rows where known
 * @param inPlace where the bytes are to stay where they lie; they are then not read
 */
public record SourceFile(
        String path, Content content, Optional<Digest> sha256, OptionalLong rows, Optional<FileBytes.InPlace> inPlace) {

    /** A file whose bytes are stored with the version. */
    public SourceFile(String path, Content content, Optional<Digest> sha256, OptionalLong rows) {
        this(path, content, sha256, rows, Optional.empty());
    }

    public static SourceFile of(String path, Content content) {
        return new SourceFile(path, content, Optional.empty(), OptionalLong.empty());
    }

    /** A file of another version, here or in another platform. */
    static SourceFile of(EntityRoom room, FileEntry entry) {
        Content content =
                new StoredContent(room.root().store(), room.keys().data(entry.txn(), entry.path()), entry.size());
        return new SourceFile(entry.path(), content, Optional.of(entry.sha256()), entry.rows());
    }
}
