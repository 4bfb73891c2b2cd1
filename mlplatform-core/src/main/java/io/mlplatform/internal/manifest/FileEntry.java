package io.mlplatform.internal.manifest;

import io.mlplatform.ConflictException;
import io.mlplatform.Digest;
import io.mlplatform.VersionFile;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file of a version; its bytes are at {@code data/<txn>/<path>}, or registered where they lie.
 *
 * @param size in bytes
 * @param rows where the publisher told
 */
public record FileEntry(
        String path, long size, FileBytes bytes, String txn, OptionalLong rows, Optional<String> mediaType) {

    public FileEntry {
        LogicalPath.require(path);
    }

    /** Of a file that lies under the txn. */
    public FileEntry(String path, long size, Digest sha256, String txn, OptionalLong rows, Optional<String> mediaType) {
        this(path, size, new FileBytes.Staged(sha256), txn, rows, mediaType);
    }

    /** The bytes' SHA-256; {@code ConflictException} where the file is registered in place, so that nobody knows it. */
    public Digest sha256() {
        if (bytes instanceof FileBytes.Staged staged) {
            return staged.sha256();
        }
        throw new ConflictException(
                path,
                "is registered in place, so that its bytes can be neither verified nor handed on: publish it with"
                        + " importFrom, then go on from that version");
    }

    /** True where the bytes lie outside of the platform. */
    public boolean isInPlace() {
        return bytes instanceof FileBytes.InPlace;
    }

    public static FileEntry of(String path, long size, Digest sha256, String txn) {
        return new FileEntry(path, size, sha256, txn, OptionalLong.empty(), Optional.empty());
    }

    /** True where path, size and bytes are the same, wherever they lie; in place they are the same only there. */
    public boolean sameContent(FileEntry other) {
        return path.equals(other.path) && size == other.size && bytes.equals(other.bytes);
    }

    /** What users see of it. */
    public VersionFile toFile() {
        return new VersionFile(path, size, bytes.identity());
    }

    /** The line by which this file enters the content digest. */
    String digestLine() {
        return path + '\0' + size + '\0' + bytes.identity() + '\n';
    }
}
