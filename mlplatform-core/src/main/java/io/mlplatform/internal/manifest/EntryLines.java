package io.mlplatform.internal.manifest;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The lines of a segment, unpacked: a file entry each, in order of path. Immutable. */
record EntryLines(byte[] lines, String resource) {

    private static final byte[] PATH = Utf8.encode("{\"path\":");
    private static final byte[] SIZE = Utf8.encode(",\"size\":");
    private static final byte[] SHA256 = Utf8.encode(",\"sha256\":\"");
    private static final byte[] TXN = Utf8.encode("\",\"txn\":");
    private static final byte[] END = Utf8.encode("}\n");

    /** The entries of a segment with their content digest. */
    record Digested(List<FileEntry> entries, Digest digest) {}

    /** The canonical form of these entries. */
    static byte[] write(List<FileEntry> entries) {
        Utf8Buffer line = new Utf8Buffer(Math.max(256, entries.size() * 200));
        entries.forEach(entry -> append(line, entry));
        return line.toBytes();
    }

    private static void append(Utf8Buffer line, FileEntry entry) {
        if (entry.isInPlace()) {
            line.text(new String(CanonicalJson.encode(FileEntryJson.write(entry)), StandardCharsets.UTF_8))
                    .one('\n');
            return;
        }
        line.raw(PATH);
        quoted(line, entry.path());
        line.raw(SIZE).number(entry.size());
        line.raw(SHA256).ascii(entry.sha256().hex());
        line.raw(TXN);
        quoted(line, entry.txn());
        entry.rows().ifPresent(rows -> line.text(",\"rows\":").number(rows));
        entry.mediaType().ifPresent(type -> {
            line.text(",\"mediaType\":");
            quoted(line, type);
        });
        line.raw(END);
    }

    private static void quoted(Utf8Buffer line, String text) {
        if (!line.quotedPlain(text)) {
            StringBuilder escaped = new StringBuilder(text.length() + 16);
            CanonicalJson.appendString(escaped, text);
            line.text(escaped.toString());
        }
    }

    /** All entries, in order of their lines; more than are expected are corrupt, and are not all read. */
    List<FileEntry> all(long expected) {
        return all(expected, (line, entries) -> {});
    }

    /** All entries as {@link #all} gives them, out of lines that were not verified: out of order they are corrupt. */
    Digested digested(long expected) {
        SegmentDigest digest = new SegmentDigest();
        List<FileEntry> entries = all(expected, (line, read) -> {
            int last = read.size() - 1;
            if (last > 0 && !line.isBehind(read.get(last - 1), read.get(last))) {
                throw new DataCorruptException(
                        resource, "'" + read.get(last).path() + "' is out of order or stands twice: restore it");
            }
            line.addTo(digest, read.get(last));
        });
        return new Digested(entries, digest.finish());
    }

    private List<FileEntry> all(long expected, BiConsumer<EntryLine, List<FileEntry>> afterEach) {
        List<FileEntry> entries = new ArrayList<>((int) Math.min(expected, Boundaries.FORMAT.maxEntries()));
        EntryLine line = new EntryLine(resource);
        for (int start = 0; start < lines.length; start = line.end()) {
            if (entries.size() == expected) {
                throw new DataCorruptException(
                        resource, "has more than the " + expected + " files that the root says: restore it");
            }
            entries.add(line.read(lines, start));
            afterEach.accept(line, entries);
        }
        return entries;
    }

    /** The entry of that path, found by halving: lines that were verified are in order. */
    Optional<FileEntry> find(String path) {
        EntryLine line = new EntryLine(resource);
        int low = 0;
        int high = lines.length;
        while (low < high) {
            int start = startOfLine((low + high) >>> 1);
            FileEntry entry = line.read(lines, start);
            int order = Utf8.ORDER.compare(path, entry.path());
            if (order == 0) {
                return Optional.of(entry);
            }
            if (order < 0) {
                high = start;
            } else {
                low = line.end();
            }
        }
        return Optional.empty();
    }

    private int startOfLine(int within) {
        int start = within;
        while (start > 0 && lines[start - 1] != '\n') {
            start--;
        }
        return start;
    }
}
