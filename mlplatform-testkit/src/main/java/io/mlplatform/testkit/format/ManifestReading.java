package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Follows a root through nodes and segments to its file entries, checking each against the rest. */
final class ManifestReading {
    private static final int INLINE_BYTES = 16 * 1024;
    private static final int MOST_SEGMENTS = 2_048;

    private final EntityScope scope;
    private final String where;
    private final Set<String> documents = new TreeSet<>();
    private final List<FileRow> rows = new ArrayList<>();
    private final List<JsonNode> segments = new ArrayList<>();
    private List<String> partitionBy = List.of();

    private ManifestReading(EntityScope scope, String where) {
        this.scope = scope;
        this.where = where;
    }

    /** The manifest of the commit at {@code where} whose {@code state.content} this is; empty if it cannot be read. */
    static Optional<Manifest> read(EntityScope scope, String where, JsonNode content) {
        return new ManifestReading(scope, where).content(content);
    }

    private Optional<Manifest> content(JsonNode content) {
        if (!EntityScope.isDocument(content)) {
            require(CanonicalJson.size(content) <= INLINE_BYTES, Rule.LIMIT, "an inline root of more than 16 KiB");
            return root(content);
        }
        documents.add(EntityScope.documentKey(content, ".json.gz"));
        return scope.jsonDocument(content, MemberOrder.ROOT).flatMap(this::root);
    }

    private Optional<Manifest> root(JsonNode root) {
        int lists = (root.has("entries") ? 1 : 0) + (root.has("segments") ? 1 : 0) + (root.has("nodes") ? 1 : 0);
        boolean formed = root.path("format").asText().equals("mlplatform.manifest/1")
                && root.path("files").isIntegralNumber()
                && root.path("bytes").isIntegralNumber()
                && Forms.digest(root.path("digest").asText())
                && (lists == 1 || lists == 0 && root.path("files").asLong() == 0);
        if (!require(formed, Rule.MANIFEST, "the root's members are malformed")) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        root.path("partitionBy").forEach(column -> columns.add(column.asText()));
        partitionBy = List.copyOf(columns);
        if (root.has("entries")) {
            boolean small = CanonicalJson.size(root) <= INLINE_BYTES;
            require(small, Rule.LIMIT, "a root of more than 16 KiB with entries");
            root.path("entries").forEach(entry -> row(where, entry).ifPresent(rows::add));
        }
        boolean whole = true;
        for (int i = 0; i < root.path("nodes").size(); i++) {
            whole &= node(root.path("nodes").get(i), i + 1 == root.path("nodes").size());
        }
        root.path("segments").forEach(segments::add);
        require(
                root.has("nodes") == segments.size() > MOST_SEGMENTS,
                Rule.MANIFEST,
                "index nodes do not go with " + segments.size() + " segments");
        for (JsonNode segment : segments) {
            whole &= segment(segment);
        }
        if (!whole) {
            return Optional.empty();
        }
        ManifestSums sums = new ManifestSums(scope.findings(), where, partitionBy);
        sums.root(root, rows);
        if (root.has("segments") || root.has("nodes")) {
            sums.segments(segments, rows);
        }
        return Optional.of(new Manifest(root.path("digest").asText(), partitionBy, List.copyOf(rows), documents));
    }

    private boolean node(JsonNode node, boolean lastNode) {
        String key = EntityScope.documentKey(node, ".jsonl.gz");
        documents.add(key);
        Optional<byte[]> bytes = scope.document(node, ".jsonl.gz");
        List<JsonNode> lines =
                bytes.map(each -> lines(key, each, MemberOrder.SEGMENT_LINE)).orElse(List.of());
        for (int i = 0; i < lines.size(); i++) {
            boolean ends = Boundaries.endsNode(lines.get(i).path("first").asText(), i + 1);
            boolean last = i + 1 == lines.size();
            require(
                    ends == last || last && lastNode,
                    Rule.BOUNDARY,
                    "node " + key + " does not end where the rule says");
        }
        if (!lines.isEmpty()) {
            new ManifestSums(scope.findings(), where, partitionBy).node(node, lines);
        }
        segments.addAll(lines);
        return bytes.isPresent();
    }

    private boolean segment(JsonNode segment) {
        String key = EntityScope.documentKey(segment, ".jsonl.gz");
        documents.add(key);
        Optional<byte[]> bytes = scope.document(segment, ".jsonl.gz");
        int before = rows.size();
        bytes.ifPresent(each -> lines(key, each, MemberOrder.FILE_LINE)
                .forEach(line -> row(scope.prefix() + key, line).ifPresent(rows::add)));
        boolean counted = bytes.isEmpty() || segment.path("files").asLong(-1) == rows.size() - before;
        require(counted, Rule.MANIFEST_SUMS, key + " holds " + (rows.size() - before) + " entries");
        return bytes.isPresent();
    }

    private List<JsonNode> lines(String key, byte[] bytes, MemberOrder order) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        scope.findings()
                .require(
                        text.endsWith("\n") && Arrays.equals(Forms.utf8(text), bytes),
                        scope.prefix() + key,
                        Rule.CANONICAL_JSON,
                        "no final newline, or no UTF-8");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.isEmpty()
                ? List.<String>of()
                : List.of(text.replaceFirst("\n$", "").split("\n", -1))) {
            scope.json(scope.prefix() + key, Forms.utf8(line), order).ifPresent(lines::add);
        }
        return lines;
    }

    private Optional<FileRow> row(String key, JsonNode json) {
        boolean inPlace = json.path("at").isTextual();
        String identity = json.path("sha256").asText();
        if (inPlace) {
            String crc = json.path("crc64nvme").asText();
            identity = crc.isEmpty() ? "etag:" + json.path("etag").asText() : "crc64nvme:" + crc;
        }
        String txn = json.path("txn").asText();
        boolean formed = json.path("path").isTextual()
                && json.path("size").asLong(-1) >= 0
                && Forms.txn(txn)
                && (inPlace
                        ? !json.has("sha256") && json.path("etag").asText().matches("[!#-\\[\\]-~]{1,256}")
                        : Forms.digest(identity))
                && !json.path("at").asText().matches(".*/(data|_manifests)/[0-7][0-9a-hjkmnp-tv-z]{25}/.*");
        String path = json.path("path").asText();
        if (!scope.findings().require(formed, key, Rule.MANIFEST, "malformed entry " + path)) {
            return Optional.empty();
        }
        scope.findings().require(LogicalPaths.valid(path), key, Rule.LOGICAL_PATH, path);
        scope.findings().require(LogicalPaths.partitioned(path, partitionBy), key, Rule.PARTITION, path);
        return Optional.of(new FileRow(
                path, json.path("size").asLong(), identity, txn, json.path("at").asText()));
    }

    private boolean require(boolean holds, Rule rule, String detail) {
        return scope.findings().require(holds, where, rule, detail);
    }
}
