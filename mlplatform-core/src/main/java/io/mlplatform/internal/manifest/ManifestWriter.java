package io.mlplatform.internal.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.log.StateLimits;
import io.mlplatform.store.Content;
import io.mlplatform.store.Upload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a manifest into the root that a commit entry names, and the documents to be stored before it. */
public final class ManifestWriter {

    /** The most segments that a root lists itself. */
    private static final int MAX_SEGMENTS = 2_048;

    /**
     * A manifest ready to be committed.
     *
     * @param root the root itself
     * @param content what the commit's {@code state.content} holds: the root, or the name of its document
     * @param documents to be stored first
     */
    public record Written(ObjectNode root, ObjectNode content, List<Upload> documents) {}

    private final Keys keys;
    private final String txn;

    /** Documents are stored under {@code txn}. */
    public ManifestWriter(Keys keys, String txn) {
        this.keys = keys;
        this.txn = txn;
    }

    /**
     * Segments of {@code before} that have not changed are named again, not stored again.
     *
     * @param before the root of the version that all entries of other txns are taken from
     */
    public Written write(Manifest manifest, Optional<Root> before) {
        Map<Digest, Segment> stored = new HashMap<>();
        before.ifPresent(root -> root.segments().forEach(segment -> stored.put(segment.digest(), segment)));
        List<FileEntry> entries = manifest.entries();
        ObjectNode whole = root(manifest);
        if (entries.size() <= StateLimits.INLINE_ROOT_BYTES / 100) {
            ArrayNode inline = whole.putArray("entries");
            entries.forEach(entry -> inline.add(FileEntryJson.write(entry)));
            if (CanonicalJson.encode(whole).length <= StateLimits.INLINE_ROOT_BYTES) {
                return new Written(whole, whole, List.of());
            }
        }
        List<Upload> documents = new ArrayList<>();
        ObjectNode root = root(manifest);
        ArrayNode rows = root.putArray("segments");
        for (List<FileEntry> segment : Boundaries.cut(entries)) {
            Optional<Segment> unchanged =
                    segment.stream().anyMatch(entry -> entry.txn().equals(txn))
                            ? Optional.empty()
                            : Optional.ofNullable(stored.get(ContentDigest.ofSegment(segment)));
            rows.add(unchanged
                    .orElseGet(() -> segment(segment, manifest.partitionBy(), documents))
                    .json());
        }
        if (rows.size() > MAX_SEGMENTS) {
            throw new IllegalArgumentException("a version of " + entries.size() + " files needs index nodes above its "
                    + rows.size() + " segments, which this release does not write: publish it as several datasets");
        }
        byte[] bytes = CanonicalJson.encode(root);
        if (bytes.length <= StateLimits.INLINE_ROOT_BYTES) {
            return new Written(root, root, documents);
        }
        Upload document = document(bytes);
        documents.add(document);
        return new Written(
                root,
                new StoredDocument(document.sha256(), txn, document.content().length()).toJson(),
                documents);
    }

    private Segment segment(List<FileEntry> entries, List<String> partitionBy, List<Upload> documents) {
        byte[] stored = StoredDocument.zip(lines(entries));
        Segment row = Segment.of(entries, partitionBy, txn, stored);
        documents.add(new Upload(keys.segment(txn, row.sha256()), Content.of(stored), row.sha256()));
        return row;
    }

    /** A document under the txn, for what is too large for an entry. */
    public Upload document(byte[] json) {
        byte[] stored = StoredDocument.zip(StoredDocument.requireReadable(json));
        Digest sha256 = Digest.of(stored);
        return new Upload(keys.document(txn, sha256), Content.of(stored), sha256);
    }

    private static ObjectNode root(Manifest manifest) {
        ObjectNode root = Json.object()
                .put("format", Root.FORMAT)
                .put("files", manifest.files())
                .put("bytes", manifest.bytes())
                .put("digest", manifest.digest().hex());
        if (!manifest.partitionBy().isEmpty()) {
            root.set("partitionBy", Json.texts(manifest.partitionBy()));
        }
        return root;
    }

    private static byte[] lines(List<FileEntry> segment) {
        StringBuilder lines = new StringBuilder(segment.size() * 200);
        segment.forEach(entry ->
                lines.append(CanonicalJson.write(FileEntryJson.write(entry))).append('\n'));
        return Utf8.encode(lines.toString());
    }
}
