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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The name of a gzipped document under {@code _manifests/}, by which its bytes are verified.
 *
 * @param sha256 of the stored bytes
 * @param size of the stored bytes
 */
public record StoredDocument(Digest sha256, String txn, long size) {

    private static final int MAX_STORED_BYTES = 64 << 20;
    // A document is a tree in memory, of several times its bytes.
    private static final int MAX_JSON_BYTES = 16 << 20;
    // A segment of 65,536 entries with the longest paths has 105 MiB.
    private static final int MAX_LINES_BYTES = 128 << 20;
    private static final int LONGEST_LINE = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

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

    /** The content of a JSON document, verified, unpacked. */
    public byte[] read(ObjectStore store, ObjectKey key) {
        String resource = store.location() + "/" + key;
        try (InputStream content = new GzipMember(stored(store, key, resource))) {
            byte[] json = content.readNBytes(MAX_JSON_BYTES + 1);
            requireAtMost(MAX_JSON_BYTES, json.length, resource);
            return json;
        } catch (IOException e) {
            throw notOneMember(resource, e);
        }
    }

    /** The lines of a segment or index node, verified, unpacked. */
    byte[] readLines(ObjectStore store, ObjectKey key) {
        String resource = store.location() + "/" + key;
        try (InputStream content = new GzipMember(stored(store, key, resource))) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            int line = 0;
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                int behindLast = behindLastLine(buffer, count);
                line = count - behindLast + (behindLast == 0 ? line : 0);
                if (line > LONGEST_LINE) {
                    throw new DataCorruptException(
                            resource, "has a line of more than " + LONGEST_LINE + " bytes: restore it");
                }
                lines.write(buffer, 0, count);
                requireAtMost(MAX_LINES_BYTES, lines.size(), resource);
            }
            return lines.toByteArray();
        } catch (IOException e) {
            throw notOneMember(resource, e);
        }
    }

    private static int behindLastLine(byte[] buffer, int count) {
        int end = count;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static void requireAtMost(int most, int bytes, String resource) {
        if (bytes > most) {
            throw new DataCorruptException(resource, "unpacks to more bytes than any document has: restore it");
        }
    }

    private static DataCorruptException notOneMember(String resource, IOException cause) {
        return new DataCorruptException(resource, "is not one gzip member: restore it", cause);
    }

    private byte[] stored(ObjectStore store, ObjectKey key, String resource) {
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
        return stored;
    }

    /** Refuses what {@link #read} would not read again. */
    static byte[] requireReadable(byte[] json) {
        if (json.length > MAX_JSON_BYTES) {
            throw new IllegalArgumentException("inputs, details or files of a version take " + json.length
                    + " bytes together where a document has at most " + MAX_JSON_BYTES + ": publish it in parts");
        }
        return json;
    }

    /** One gzip member. */
    static byte[] zip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 4 + 64);
        try (GZIPOutputStream gzip = new FastGzip(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    // Of a publish of millions most is packing, and digests do not pack at any level.
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
