package io.mlplatform.testkit.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A version's root document that a test replaces by another. */
record SegmentedRoot(Lake lake, String entity, int seq, String reference, String txn) {
    private static final Pattern CONTENT =
            Pattern.compile("\"content\":\\{(\"sha256\":\"([0-9a-f]+)\",\"txn\":\"([0-9a-z]+)\",\"size\":[0-9]+)}");

    static SegmentedRoot of(Lake lake, String entity, int seq) {
        Matcher content = CONTENT.matcher(lake.text(lake.log(entity + "/_log").get(seq)));
        if (!content.find()) {
            throw new AssertionError("entry " + seq + " has no root document");
        }
        return new SegmentedRoot(lake, entity, seq, content.group(1), content.group(3));
    }

    /** Stores the changed root and lets the entry and its index name it. */
    void replace(UnaryOperator<String> change) {
        String changed = lake.document(entity, txn, change.apply(unpack(reference, ".json.gz")), ".json.gz");
        lake.editEntry(entity + "/_log", seq, text -> text.replace(reference, changed));
        lake.edit(entity + "/_versions/0000000002.json", text -> text.replace(reference, changed));
    }

    /** Cuts the first segment after its first entry, its counts and bounds those of the halves. */
    void splitFirstSegment() {
        replace(root -> {
            Matcher row = Pattern.compile(
                            "\\{(\"sha256\":\"[0-9a-f]+\",\"txn\":\"[0-9a-z]+\",\"size\":[0-9]+),\"digest\".*?}}}")
                    .matcher(root);
            if (!row.find()) {
                throw new AssertionError("no segment");
            }
            String lines = unpack(row.group(1), ".jsonl.gz");
            int cut = lines.indexOf('\n') + 1;
            String both = segment(lines.substring(0, cut)) + "," + segment(lines.substring(cut));
            return root.replace(row.group(), both);
        });
    }

    private String segment(String lines) {
        String[] rows = lines.split("\n");
        Pattern path = Pattern.compile("\"path\":\"([^\"]+)\",\"size\":([0-9]+)");
        String first = "";
        String last = "";
        long bytes = 0;
        for (String row : rows) {
            Matcher matcher = path.matcher(row);
            if (!matcher.find()) {
                throw new AssertionError(row);
            }
            first = first.isEmpty() ? matcher.group(1) : first;
            last = matcher.group(1);
            bytes += Long.parseLong(matcher.group(2));
        }
        return "{" + lake.document(entity, txn, lines, ".jsonl.gz") + ",\"digest\":\"" + "0".repeat(64)
                + "\",\"files\":" + rows.length + ",\"bytes\":" + bytes + ",\"first\":\"" + first + "\",\"last\":\""
                + last + "\"}";
    }

    private String unpack(String reference, String suffix) {
        String digest = reference.substring(10, 74);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(
                Files.readAllBytes(lake.at(entity + "/_manifests/" + txn + "/" + digest + suffix))))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
