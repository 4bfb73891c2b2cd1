package io.mlplatform.internal.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.log.StateLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Builds a root of a version's segments as they come, in order. Not thread-safe. */
final class RootBuilder {

    /** What an entry takes beside its path. */
    private static final int ENTRY_BYTES = "{'path':'','size':0,'sha256':'','txn':''}".length() + 64 + 26;

    private static final int MOST_INLINE = StateLimits.INLINE_ROOT_BYTES / ENTRY_BYTES;

    private final List<String> partitionBy;
    private final Manifest base;
    private final Documents documents;
    private final PartitionSums sums;
    private final NodeCutter nodes;
    private final ContentDigest digest = new ContentDigest();
    private final List<Row> firstRows = new ArrayList<>();
    private final List<List<FileEntry>> firstEntries = new ArrayList<>();
    private long files;
    private long bytes;
    private boolean inPlace;

    RootBuilder(
            List<String> partitionBy, Manifest base, Documents documents, Boundaries boundaries, PartitionSums sums) {
        this.partitionBy = partitionBy;
        this.base = base;
        this.documents = documents;
        this.sums = sums;
        this.nodes = new NodeCutter(partitionBy, documents, boundaries);
        sums.begin(partitionBy);
    }

    /** An index node of the version before. */
    void node(Row node, List<Row> segments) {
        nodes.before(node, segments);
    }

    /** @param entries of the segment, where they are at hand */
    void add(Row segment, List<FileEntry> entries) {
        digest.add(segment.digest());
        inPlace |= segment.inPlace();
        files += segment.files();
        bytes = Sums.plus(bytes, segment.bytes());
        sums.add(segment, entries, partitionBy);
        nodes.add(segment);
        if (files <= MOST_INLINE) {
            firstRows.add(segment);
            firstEntries.add(entries);
        }
    }

    WrittenManifest finish(boolean reuses) {
        sums.finish(base);
        Digest content = digest.finish();
        return inline(content)
                .map(root -> {
                    documents.forgetLines();
                    return new WrittenManifest(root, root, reuses);
                })
                .orElseGet(() -> listed(content, reuses));
    }

    private Optional<ObjectNode> inline(Digest content) {
        if (files > MOST_INLINE || leastBytes() > StateLimits.INLINE_ROOT_BYTES) {
            return Optional.empty();
        }
        ObjectNode root = root(content);
        ArrayNode entries = root.putArray("entries");
        for (FileEntry entry : entries()) {
            entries.add(FileEntryJson.write(entry));
        }
        return CanonicalJson.encode(root).length <= StateLimits.INLINE_ROOT_BYTES
                ? Optional.of(root)
                : Optional.empty();
    }

    // Paths that come in order have in common what the first and the last have: some roots are too large for certain,
    // and no segment need be read to know.
    private long leastBytes() {
        long least = 0;
        for (Row row : firstRows) {
            int shared = 0;
            int most = Math.min(row.first().length(), row.last().length());
            while (shared < most && row.first().charAt(shared) == row.last().charAt(shared)) {
                shared++;
            }
            least += row.files() * (ENTRY_BYTES + shared);
        }
        return least;
    }

    private List<FileEntry> entries() {
        List<Callable<List<FileEntry>>> reads = new ArrayList<>();
        for (int i = 0; i < firstRows.size(); i++) {
            Row row = firstRows.get(i);
            List<FileEntry> held = firstEntries.get(i);
            reads.add(() -> held.isEmpty() ? base.source().entries(row) : held);
        }
        List<FileEntry> entries = new ArrayList<>();
        base.source().ahead(reads.iterator()).forEach(entries::addAll);
        return entries;
    }

    private WrittenManifest listed(Digest content, boolean reuses) {
        ObjectNode root = root(content);
        NodeCutter.Rows rows = nodes.finish();
        ArrayNode list = root.putArray(rows.areNodes() ? "nodes" : "segments");
        rows.rows().forEach(row -> list.add(row.json()));
        byte[] encoded = CanonicalJson.encode(root);
        return encoded.length <= StateLimits.INLINE_ROOT_BYTES
                ? new WrittenManifest(root, root, reuses)
                : new WrittenManifest(root, documents.add(encoded).toJson(), reuses);
    }

    private ObjectNode root(Digest content) {
        ObjectNode root = Json.object()
                .put("format", Root.FORMAT)
                .put("files", files)
                .put("bytes", bytes)
                .put("digest", content.hex());
        if (!partitionBy.isEmpty()) {
            root.set("partitionBy", Json.texts(partitionBy));
        }
        if (inPlace) {
            root.put(Row.VERIFIED, Row.ETAG);
        }
        return root;
    }
}
