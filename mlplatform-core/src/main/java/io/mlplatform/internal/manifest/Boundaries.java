package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.internal.Utf8;
import java.util.ArrayList;
import java.util.List;

/**
 * Where segments end: content-defined, so that a small change touches few of them, and so that equal content is cut
 * equally whatever its history.
 */
final class Boundaries {

    /** A segment's most entries. */
    static final int MAX_ENTRIES = 65_536;

    private Boundaries() {}

    /** True where an entry of this path is the last of its segment by its hash: one in 8,192. */
    static boolean endsSegment(String path) {
        byte[] hash = Digest.sha256().digest(Utf8.encode(path));
        return hash[0] == 0 && (hash[1] & 0xFF) < 8;
    }

    /** The sorted entries cut into segments; none of them is empty. */
    static List<List<FileEntry>> cut(List<FileEntry> sorted) {
        List<List<FileEntry>> segments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < sorted.size(); i++) {
            if (endsSegment(sorted.get(i).path()) || i + 1 - start == MAX_ENTRIES || i + 1 == sorted.size()) {
                segments.add(sorted.subList(start, i + 1));
                start = i + 1;
            }
        }
        return segments;
    }
}
