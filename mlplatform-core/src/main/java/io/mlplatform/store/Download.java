package io.mlplatform.store;

import io.mlplatform.Digest;
import java.nio.file.Path;

/**
 * One object of a bulk download.
 *
 * @param size the expected size in bytes
 * @param sha256 the expected digest
 * @param target the file to make; its folder exists and is reached through no symbolic link, and the file appears only
 *     when verified
 * @param placement what becomes of a file that has the target's name by then
 */
public record Download(ObjectKey key, long size, Digest sha256, Path target, Placement placement) {

    /** One that replaces what is there. */
    public Download(ObjectKey key, long size, Digest sha256, Path target) {
        this(key, size, sha256, target, Placement.REPLACE);
    }
}
