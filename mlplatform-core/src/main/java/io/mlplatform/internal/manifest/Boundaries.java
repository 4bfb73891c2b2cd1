package io.mlplatform.internal.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * Where segments and index nodes end: content-defined, so that a small change touches few of them, and so that equal
 * content is cut equally whatever its history.
 *
 * @param segmentBits an entry ends its segment where the hash of its path begins with so many zero bits
 * @param maxEntries a segment's most entries
 * @param nodeBits a segment ends its index node where the hash of its first path begins with so many zero bits
 * @param maxRows an index node's most rows
 * @param maxSegments the most segments that a root lists itself
 */
record Boundaries(int segmentBits, int maxEntries, int nodeBits, int maxRows, int maxSegments) {

    /** Those of the format: segments of 8,192 entries and nodes of 256 segments, on average. */
    static final Boundaries FORMAT = new Boundaries(13, 65_536, 8, 65_536, 2_048);

    /** True where an entry of this path is the last of its segment by its hash. */
    boolean endsSegment(String path) {
        return new PathHash().zeroBits(path) >= segmentBits;
    }

    /** True where a segment that begins with this path is the last of its index node by its hash. */
    boolean endsNode(String first) {
        return new PathHash().zeroBits(first) >= nodeBits;
    }

    /** True where the segment would end there whatever follows. */
    boolean isWhole(Row segment) {
        return segment.files() == maxEntries || endsSegment(segment.last());
    }

    /** The sorted entries cut into segments; none of them is empty. */
    List<List<FileEntry>> cut(List<FileEntry> sorted) {
        PathHash hash = new PathHash();
        List<List<FileEntry>> segments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < sorted.size(); i++) {
            boolean last = i + 1 == sorted.size() || i + 1 - start == maxEntries;
            if (last || hash.zeroBits(sorted.get(i).path()) >= segmentBits) {
                segments.add(sorted.subList(start, i + 1));
                start = i + 1;
            }
        }
        return segments;
    }
}
