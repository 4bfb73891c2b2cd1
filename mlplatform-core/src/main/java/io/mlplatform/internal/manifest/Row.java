package io.mlplatform.internal.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a root or an index node says of a segment, or a root of an index node.
 *
 * @param document where it is stored; empty for a segment that is only in memory
 * @param digest of its content
 * @param first its first path
 * @param last its last path
 * @param partitions the bounds of each partition column, as far as they are told
 * @param inPlace true where the bytes of some files are registered where they lie, so that they are not verified
 * @param json the row as it was read: it is named again with all members, also those that this release does not know
 */
record Row(
        Optional<StoredDocument> document,
        Digest digest,
        long files,
        long bytes,
        String first,
        String last,
        Map<String, Bounds> partitions,
        boolean inPlace,
        ObjectNode json) {

    /** The member that tells of {@code inPlace}, and its only value. */
    static final String VERIFIED = "verified";

    static final String ETAG = "etag";

    /** What a row tells of its content; a cached copy is of the same content where this is equal. */
    record Content(
            StoredDocument stored,
            Digest digest,
            long files,
            long bytes,
            String first,
            String last,
            Map<String, Bounds> partitions,
            boolean inPlace,
            List<String> partitionBy) {}

    /** Of a segment of these entries that is not stored. */
    static Row of(List<FileEntry> entries, List<String> partitionBy) {
        return of(entries, ContentDigest.ofSegment(entries), partitionBy);
    }

    /** Of a segment of these entries, which have that digest, that is not stored. */
    static Row of(List<FileEntry> entries, Digest digest, List<String> partitionBy) {
        PartitionValues values = new PartitionValues(partitionBy);
        Map<String, Bounds> partitions = new LinkedHashMap<>();
        long bytes = 0;
        boolean inPlace = false;
        List<Optional<String>> before = List.of();
        for (FileEntry entry : entries) {
            bytes = Sums.plus(bytes, entry.size());
            inPlace |= entry.isInPlace();
            List<Optional<String>> of = values.of(entry.path());
            if (of != before) {
                add(partitions, partitionBy, of);
                before = of;
            }
        }
        return new Row(
                Optional.empty(),
                digest,
                entries.size(),
                bytes,
                entries.get(0).path(),
                entries.get(entries.size() - 1).path(),
                partitions,
                inPlace,
                Json.object());
    }

    /** Of an index node with these segments that is not stored. */
    static Row ofNode(List<Row> segments, List<String> partitionBy) {
        Map<String, Bounds> partitions = new LinkedHashMap<>();
        long files = 0;
        long bytes = 0;
        for (Row segment : segments) {
            files = Sums.plus(files, segment.files);
            bytes = Sums.plus(bytes, segment.bytes);
        }
        // Bounds are told only where each of the segments tells them.
        for (String column : partitionBy) {
            segments.stream()
                    .map(segment -> Optional.ofNullable(segment.partitions.get(column)))
                    .reduce((left, right) -> left.flatMap(bounds -> right.map(bounds::join)))
                    .flatMap(bounds -> bounds)
                    .ifPresent(bounds -> partitions.put(column, bounds));
        }
        return new Row(
                Optional.empty(),
                ContentDigest.ofVersion(segments.stream().map(Row::digest).toList()),
                files,
                bytes,
                segments.get(0).first,
                segments.get(segments.size() - 1).last,
                partitions,
                segments.stream().anyMatch(Row::inPlace),
                Json.object());
    }

    /** The row of a segment. */
    static Row parseSegment(StoredJson row) {
        row.numberWithin(1, Boundaries.FORMAT.maxEntries(), "files");
        return parse(row);
    }

    /** The row of an index node, or of a segment. */
    static Row parse(StoredJson row) {
        Map<String, Bounds> partitions = new LinkedHashMap<>();
        row.find("partitions").ifPresent(bounds -> bounds.node()
                .fieldNames()
                .forEachRemaining(column -> partitions.put(column, Bounds.parse(bounds.object(column)))));
        return new Row(
                Optional.of(StoredDocument.parse(row)),
                row.digest("digest"),
                row.number("files"),
                row.number("bytes"),
                row.text("first"),
                row.text("last"),
                partitions,
                row.has(VERIFIED),
                row.node());
    }

    /** The same content, stored there. */
    Row storedAs(StoredDocument stored) {
        ObjectNode row = stored.toJson()
                .put("digest", digest.hex())
                .put("files", files)
                .put("bytes", bytes)
                .put("first", first)
                .put("last", last);
        if (!partitions.isEmpty()) {
            ObjectNode bounds = Json.object();
            partitions.forEach((column, within) -> bounds.set(column, within.toJson()));
            row.set("partitions", Json.sortedKeys(bounds));
        }
        if (inPlace) {
            row.put(VERIFIED, ETAG);
        }
        return new Row(Optional.of(stored), digest, files, bytes, first, last, partitions, inPlace, row);
    }

    /** Where it is stored, which only that of a segment in memory does not know. */
    StoredDocument stored() {
        return document.orElseThrow(() -> new IllegalStateException("a segment in memory is not stored: " + first));
    }

    Content content(List<String> partitionBy) {
        return new Content(stored(), digest, files, bytes, first, last, partitions, inPlace, partitionBy);
    }

    private static void add(Map<String, Bounds> partitions, List<String> columns, List<Optional<String>> values) {
        for (int i = 0; i < columns.size(); i++) {
            Optional<String> value = values.get(i);
            partitions.merge(columns.get(i), Bounds.of(List.of(value)), Bounds::join);
        }
    }
}
