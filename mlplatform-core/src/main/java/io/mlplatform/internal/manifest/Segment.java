package io.mlplatform.internal.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.internal.Ulids;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.util.ArrayList;
import java.util.List;

/**
 * A segment's row in a root.
 *
 * @param sha256 of its stored bytes
 * @param txn under which it is stored
 * @param size of its stored bytes
 * @param digest of its content
 * @param json the whole row, of which the bounds serve pruning
 */
record Segment(Digest sha256, String txn, long size, Digest digest, ObjectNode json) {

    static Segment of(List<FileEntry> entries, List<String> partitionBy, String txn, byte[] stored) {
        Digest sha256 = Digest.of(stored);
        Digest digest = ContentDigest.ofSegment(entries);
        ObjectNode row = Json.object()
                .put("sha256", sha256.hex())
                .put("txn", txn)
                .put("size", stored.length)
                .put("digest", digest.hex())
                .put("files", entries.size())
                .put("bytes", entries.stream().mapToLong(FileEntry::size).sum())
                .put("first", entries.get(0).path())
                .put("last", entries.get(entries.size() - 1).path());
        if (!partitionBy.isEmpty()) {
            row.set("partitions", Json.sortedKeys(bounds(entries, partitionBy)));
        }
        return new Segment(sha256, txn, stored.length, digest, row);
    }

    static Segment parse(StoredJson row) {
        row.numberWithin(1, Boundaries.MAX_ENTRIES, "files");
        row.text("first");
        row.text("last");
        return new Segment(
                row.digest("sha256"),
                row.parsed("txn", Ulids::require, "a transaction id"),
                row.number("size"),
                row.digest("digest"),
                row.node());
    }

    int files() {
        return json.path("files").asInt();
    }

    /** The first path. */
    String first() {
        return json.path("first").asText();
    }

    /** The last path. */
    String last() {
        return json.path("last").asText();
    }

    private static ObjectNode bounds(List<FileEntry> entries, List<String> partitionBy) {
        List<List<java.util.Optional<String>>> columns = new ArrayList<>();
        partitionBy.forEach(column -> columns.add(new ArrayList<>(entries.size())));
        for (FileEntry entry : entries) {
            List<java.util.Optional<String>> values = PartitionPath.values(entry.path(), partitionBy);
            for (int i = 0; i < values.size(); i++) {
                columns.get(i).add(values.get(i));
            }
        }
        ObjectNode bounds = Json.object();
        for (int i = 0; i < columns.size(); i++) {
            bounds.set(partitionBy.get(i), Bounds.of(columns.get(i)).toJson());
        }
        return bounds;
    }
}
