package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.CanonicalJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts the segments of a large version into index nodes, and names those again that are as they were. Few segments are
 * listed as they are. Not thread-safe.
 */
final class NodeCutter {

    /** What a root lists. */
    record Rows(List<Row> rows, boolean areNodes) {}

    private final List<String> partitionBy;
    private final Documents documents;
    private final Boundaries boundaries;
    private final Map<Digest, Row> before = new HashMap<>();
    private final List<Row> nodes = new ArrayList<>();
    private final PathHash hash = new PathHash();
    private List<Row> open = new ArrayList<>();
    private List<Row> undecided = new ArrayList<>();
    private boolean large;

    NodeCutter(List<String> partitionBy, Documents documents, Boundaries boundaries) {
        this.partitionBy = partitionBy;
        this.documents = documents;
        this.boundaries = boundaries;
    }

    /** A node of the version before, which may come again. */
    void before(Row node, List<Row> segments) {
        before.put(stored(segments), node);
    }

    void add(Row segment) {
        if (large) {
            cut(segment);
            return;
        }
        undecided.add(segment);
        if (undecided.size() > boundaries.maxSegments()) {
            large = true;
            undecided.forEach(this::cut);
            undecided = new ArrayList<>();
        }
    }

    Rows finish() {
        if (!large) {
            return new Rows(undecided, false);
        }
        close();
        return new Rows(nodes, true);
    }

    private void cut(Row segment) {
        open.add(segment);
        if (open.size() == boundaries.maxRows() || hash.zeroBits(segment.first()) >= boundaries.nodeBits()) {
            close();
        }
    }

    private void close() {
        if (open.isEmpty()) {
            return;
        }
        List<Row> segments = open;
        open = new ArrayList<>();
        Row known = before.get(stored(segments));
        nodes.add(known != null ? known : write(segments));
    }

    private Row write(List<Row> segments) {
        StringBuilder lines = new StringBuilder(segments.size() * 512);
        segments.forEach(
                segment -> lines.append(CanonicalJson.write(segment.json())).append('\n'));
        byte[] stored = StoredDocument.zip(Utf8.encode(lines.toString()));
        StoredDocument name = new StoredDocument(Digest.of(stored), documents.txn(), stored.length);
        documents.addLines(stored, name);
        return Row.ofNode(segments, partitionBy).storedAs(name);
    }

    /** What a node names: where this is equal, so is the node. */
    private static Digest stored(List<Row> segments) {
        ContentDigest digest = new ContentDigest();
        segments.forEach(segment -> digest.add(segment.stored().sha256()));
        return digest.finish();
    }
}
