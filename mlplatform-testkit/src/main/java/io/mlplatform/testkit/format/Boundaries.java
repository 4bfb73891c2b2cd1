package io.mlplatform.testkit.format;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Cuts sorted entries into segments by their paths' hashes, and digests them. */
final class Boundaries {
    private static final int MOST_ENTRIES = 65_536;
    private static final int MOST_ROWS = 65_536;

    private Boundaries() {}

    /** The segments that the rule prescribes for these sorted rows. */
    static List<List<FileRow>> cut(List<FileRow> rows) {
        List<List<FileRow>> segments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (endsSegment(rows.get(i).path()) || i + 1 - start == MOST_ENTRIES || i + 1 == rows.size()) {
                segments.add(rows.subList(start, i + 1));
                start = i + 1;
            }
        }
        return segments;
    }

    private static boolean endsSegment(String path) {
        byte[] hash = StoredFolder.sha256().digest(Forms.utf8(path));
        return hash[0] == 0 && (hash[1] & 0xff) < 8;
    }

    /** Whether the segment at {@code rows}, counted from 1, whose first path this is, ends its index node. */
    static boolean endsNode(String first, int rows) {
        return StoredFolder.sha256().digest(Forms.utf8(first))[0] == 0 || rows == MOST_ROWS;
    }

    /** The digest of an index node, or a version, of segments with these digests. */
    static String digestOf(List<String> segments) {
        MessageDigest sha = StoredFolder.sha256();
        segments.forEach(segment -> sha.update(Forms.utf8(segment + "\n")));
        return HexFormat.of().formatHex(sha.digest());
    }

    static String segmentDigest(List<FileRow> segment) {
        MessageDigest sha = StoredFolder.sha256();
        segment.forEach(row -> sha.update(Forms.utf8(row.path() + "\0" + row.size() + "\0" + row.identity() + "\n")));
        return HexFormat.of().formatHex(sha.digest());
    }

    static String contentDigest(List<FileRow> rows) {
        return digestOf(cut(rows).stream().map(Boundaries::segmentDigest).toList());
    }
}
