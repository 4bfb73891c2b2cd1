package io.mlplatform.internal.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.internal.StoredBytes;
import io.mlplatform.internal.Ulids;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The name of a gzipped document under {@code _manifests/}, by which its bytes are verified.
 *
 * @param sha256 of the stored bytes
 * @param size of the stored bytes
 */
public record StoredDocument(Digest sha256, String txn, long size) {

    private static final int MAX_STORED_BYTES = 256 << 20;
    // A segment of 65,536 entries with the longest paths has 105 MiB.
    private static final int MAX_CONTENT_BYTES = 128 << 20;

    /** True for a JSON node that is such a name, where a document may stand for the thing itself. */
    public static boolean isNameOfOne(StoredJson json) {
        return json.has("sha256") && json.has("txn");
    }

    public static StoredDocument parse(StoredJson json) {
        return new StoredDocument(
                json.digest("sha256"), json.parsed("txn", Ulids::require, "a transaction id"), json.number("size"));
    }

    public ObjectNode toJson() {
        return Json.object().put("sha256", sha256.hex()).put("txn", txn).put("size", size);
    }

    /** The document's content, verified, unpacked. */
    public byte[] read(ObjectStore store, ObjectKey key) {
        String resource = store.location() + "/" + key;
        if (size > MAX_STORED_BYTES) {
            throw new DataCorruptException(
                    resource, "is said to have " + size + " bytes, more than any document: restore it");
        }
        byte[] stored = StoredBytes.read(store, key, (int) size)
                .bytes()
                .orElseThrow(() -> new DataCorruptException(
                        resource, "is gone, and the version names it: restore it, or use another version"));
        if (stored.length != size || !Digest.of(stored).equals(sha256)) {
            throw new DataCorruptException(resource, "does not have the digest that the version names: restore it");
        }
        return unzip(stored, resource);
    }

    /** One gzip member. */
    static byte[] zip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static byte[] unzip(byte[] stored, String resource) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            byte[] content = gzip.readNBytes(MAX_CONTENT_BYTES + 1);
            if (content.length > MAX_CONTENT_BYTES) {
                throw new DataCorruptException(resource, "unpacks to more bytes than any document has: restore it");
            }
            return content;
        } catch (IOException e) {
            throw new DataCorruptException(resource, "is not gzip: restore it", e);
        }
    }
}
