package io.mlplatform.internal.manifest;

import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of a segment, unpacked: a file entry each, in order of path. Immutable. */
record EntryLines(byte[] lines, String resource) {

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
        line.text("{\"path\":");
        quoted(line, entry.path());
        line.text(",\"size\":").number(entry.size());
        line.text(",\"sha256\":\"").ascii(entry.sha256().hex());
        line.text("\",\"txn\":");
        quoted(line, entry.txn());
        entry.rows().ifPresent(rows -> line.text(",\"rows\":").number(rows));
        entry.mediaType().ifPresent(type -> {
            line.text(",\"mediaType\":");
            quoted(line, type);
        });
        line.text("}\n");
    }

    private static void quoted(Utf8Buffer line, String text) {
        if (isPlain(text)) {
            line.one('"').text(text).one('"');
            return;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        CanonicalJson.appendString(escaped, text);
        line.text(escaped.toString());
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** All entries, in order of their lines; more than are expected are corrupt, and are not all read. */
    List<FileEntry> all(long expected) {
        List<FileEntry> entries = new ArrayList<>((int) Math.min(expected, Boundaries.FORMAT.maxEntries()));
        EntryLine line = new EntryLine(resource);
        for (int start = 0; start < lines.length; start = line.end()) {
            if (entries.size() == expected) {
                throw new DataCorruptException(
                        resource, "has more than the " + expected + " files that the root says: restore it");
            }
            entries.add(line.read(lines, start));
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
