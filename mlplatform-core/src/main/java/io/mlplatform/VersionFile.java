package io.mlplatform;

import java.io.Serializable;

/**
 * A file of a version.
 *
 * @param size in bytes
 */
public record VersionFile(String path, long size, Digest sha256) implements Serializable {
    @Override
    public String toString() {
        return path + " (" + size + " bytes)";
    }
}
