package io.mlplatform;

import java.io.Serializable;
import java.util.Optional;

/**
 * A file of a version.
 *
 * @param size in bytes
 * @param identity its SHA-256 in hex; of a file that is registered in place {@code etag:…} or {@code crc64nvme:…}
 */
public record VersionFile(String path, long size, String identity) implements Serializable {

    /** Of a file that the platform holds. */
    public VersionFile(String path, long size, Digest sha256) {
        this(path, size, sha256.hex());
    }

    /** Empty where the file is registered in place. */
    public Optional<Digest> sha256() {
        return verified() == Verified.SHA256 ? Optional.of(new Digest(identity)) : Optional.empty();
    }

    public Verified verified() {
        return identity.indexOf(':') < 0 ? Verified.SHA256 : Verified.ETAG;
    }

    @Override
    public String toString() {
        return path + " (" + size + " bytes" + (verified() == Verified.SHA256 ? ")" : ", verified: etag)");
    }
}
