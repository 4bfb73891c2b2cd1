package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.VersionFile;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file of a version; its bytes are at {@code data/<txn>/<path>}.
 *
 * @param size in bytes
 * @param rows where the publisher told
 */
public record FileEntry(
        String path, long size, Digest sha256, String txn, OptionalLong rows, Optional<String> mediaType) {

    public FileEntry {
        LogicalPath.require(path);
    }

    public static FileEntry of(String path, long size, Digest sha256, String txn) {
        return new FileEntry(path, size, sha256, txn, OptionalLong.empty(), Optional.empty());
    }

    /** True where path, size and bytes are the same, wherever they lie. */
    public boolean sameContent(FileEntry other) {
        return path.equals(other.path) && size == other.size && sha256.equals(other.sha256);
    }

    /** What users see of it. */
    public VersionFile toFile() {
        return new VersionFile(path, size, sha256);
    }

    /** The line by which this file enters the content digest. */
    String digestLine() {
        return path + '\0' + size + '\0' + sha256.hex() + '\n';
    }
}
