package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks what a root and its segments state against the entries they hold. */
final class ManifestSums {
    private final Findings findings;
    private final String where;
    private final List<String> partitionBy;

    ManifestSums(Findings findings, String where, List<String> partitionBy) {
        this.findings = findings;
        this.where = where;
        this.partitionBy = partitionBy;
    }

    void root(JsonNode root, List<FileRow> rows) {
        for (int i = 1; i < rows.size(); i++) {
            boolean sorted =
                    Forms.UTF8_ORDER.compare(rows.get(i - 1).path(), rows.get(i).path()) < 0;
            require(sorted, Rule.MANIFEST_ORDER, rows.get(i).path() + " is not after the entry before");
        }
        counts(root, rows, "root");
        verified(root, rows.stream().allMatch(FileRow::staged), "root");
        boolean same = Boundaries.contentDigest(rows).equals(root.path("digest").asText());
        require(same, Rule.CONTENT_DIGEST, "the root's digest is not that of its entries");
    }

    void segments(List<JsonNode> stated, List<FileRow> rows) {
        List<List<FileRow>> cut = Boundaries.cut(rows);
        boolean bounded = stated.size() == cut.size();
        for (int i = 0; bounded && i < cut.size(); i++) {
            bounded = stated.get(i)
                    .path("last")
                    .asText()
                    .equals(cut.get(i).get(cut.get(i).size() - 1).path());
        }
        if (!require(bounded, Rule.BOUNDARY, "segments do not end where the rule says: it gives " + cut.size())) {
            return;
        }
        for (int i = 0; i < cut.size(); i++) {
            segment(stated.get(i), cut.get(i));
        }
    }

    /** An index node, as the root states it, against the rows that it holds. */
    void node(JsonNode stated, List<JsonNode> rows) {
        String name = "node " + stated.path("sha256").asText();
        boolean sums = sum(stated, rows, "files") && sum(stated, rows, "bytes");
        require(sums, Rule.MANIFEST_SUMS, name + ": files or bytes");
        verified(stated, rows.stream().noneMatch(row -> row.has("verified")), name);
        boolean ends = stated.path("first").equals(rows.get(0).path("first"))
                && stated.path("last").equals(rows.get(rows.size() - 1).path("last"));
        require(ends, Rule.MANIFEST_SUMS, name + ": first or last");
        List<String> digests =
                rows.stream().map(row -> row.path("digest").asText()).toList();
        boolean same = stated.path("digest").asText().equals(Boundaries.digestOf(digests));
        require(same, Rule.CONTENT_DIGEST, name + ": digest");
        for (String column : partitionBy) {
            List<JsonNode> bounds = rows.stream()
                    .map(row -> row.path("partitions").path(column))
                    .toList();
            JsonNode whole = stated.path("partitions").path(column);
            boolean within = texts(bounds, "min").min(Forms.UTF8_ORDER).equals(text(whole, "min"))
                    && texts(bounds, "max").max(Forms.UTF8_ORDER).equals(text(whole, "max"))
                    && whole.path("nulls").asBoolean()
                            == bounds.stream()
                                    .anyMatch(each -> each.path("nulls").asBoolean());
            require(within, Rule.MANIFEST_SUMS, name + ": min, max or nulls of " + column);
        }
    }

    private void verified(JsonNode stated, boolean held, String name) {
        boolean same = stated.path("verified").asText().equals(held ? "" : "etag");
        require(same, Rule.MANIFEST_SUMS, name + ": verified");
    }

    private static boolean sum(JsonNode stated, List<JsonNode> rows, String member) {
        return stated.path(member).asLong(-1)
                == rows.stream().mapToLong(row -> row.path(member).asLong()).sum();
    }

    private static Stream<String> texts(List<JsonNode> bounds, String member) {
        return bounds.stream().flatMap(each -> text(each, member).stream());
    }

    private void segment(JsonNode stated, List<FileRow> rows) {
        String name = "segment " + stated.path("sha256").asText();
        counts(stated, rows, name);
        verified(stated, rows.stream().allMatch(FileRow::staged), name);
        boolean first = stated.path("first").asText().equals(rows.get(0).path());
        require(first, Rule.MANIFEST_SUMS, name + ": first");
        boolean same = stated.path("digest").asText().equals(Boundaries.segmentDigest(rows));
        require(same, Rule.CONTENT_DIGEST, name + ": digest");
        boolean columns = stated.path("partitions").size() == partitionBy.size();
        require(columns, Rule.MANIFEST_SUMS, name + ": partitions are not partitionBy's");
        for (int i = 0; i < partitionBy.size(); i++) {
            if (rows.stream().allMatch(row -> LogicalPaths.partitioned(row.path(), partitionBy))) {
                partition(stated.path("partitions").path(partitionBy.get(i)), rows, i, name);
            }
        }
    }

    private void partition(JsonNode stated, List<FileRow> rows, int column, String name) {
        List<String> values = rows.stream()
                .map(row -> LogicalPaths.value(row.path(), column))
                .distinct()
                .toList();
        List<String> known = values.stream()
                .filter(value -> !value.equals(LogicalPaths.NULL_VALUE))
                .toList();
        boolean same = text(stated, "min").equals(known.stream().min(Forms.UTF8_ORDER))
                && text(stated, "max").equals(known.stream().max(Forms.UTF8_ORDER))
                && stated.path("nulls").asBoolean() == known.size() < values.size();
        require(same, Rule.MANIFEST_SUMS, name + ": min, max or nulls of " + partitionBy.get(column));
    }

    private static Optional<String> text(JsonNode stated, String member) {
        return stated.has(member) ? Optional.of(stated.path(member).asText()) : Optional.empty();
    }

    private void counts(JsonNode stated, List<FileRow> rows, String name) {
        boolean same = stated.path("files").asLong(-1) == rows.size()
                && stated.path("bytes").asLong(-1)
                        == rows.stream().mapToLong(FileRow::size).sum();
        require(same, Rule.MANIFEST_SUMS, name + ": files or bytes");
    }

    private boolean require(boolean holds, Rule rule, String detail) {
        return findings.require(holds, where, rule, detail);
    }
}
