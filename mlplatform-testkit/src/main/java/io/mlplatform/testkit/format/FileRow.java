package io.mlplatform.testkit.format;

/**
 * One file of a version.
 *
 * @param path its logical path
 * @param size in bytes
 * @param identity its SHA-256, or {@code crc64nvme:…} or {@code etag:…} of a file registered in place
 * @param txn the publish that staged it; empty for a file registered in place without one
 * @param at where it lies outside the entity; empty for {@code data/<txn>/<path>}
 */
public record FileRow(String path, long size, String identity, String txn, String at) {
    /** Whether its bytes lie under the entity's {@code data/}. */
    boolean staged() {
        return at.isEmpty();
    }

    /** Its key below the entity's prefix. */
    String key() {
        return "data/" + txn + "/" + path;
    }
}
