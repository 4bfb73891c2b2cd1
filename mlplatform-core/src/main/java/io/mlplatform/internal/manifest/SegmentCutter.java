package io.mlplatform.internal.manifest;

import java.util.ArrayList;
import java.util.List;

/** Cuts entries that come in order into segments. Not thread-safe. */
final class SegmentCutter {

    private final Boundaries boundaries;
    private final SegmentOutput output;
    private final PathHash hash = new PathHash();
    private List<FileEntry> segment = new ArrayList<>();

    SegmentCutter(Boundaries boundaries, SegmentOutput output) {
        this.boundaries = boundaries;
        this.output = output;
    }

    /** True within a segment: what comes next belongs to it. */
    boolean isOpen() {
        return !segment.isEmpty();
    }

    void add(FileEntry entry) {
        segment.add(entry);
        if (segment.size() == boundaries.maxEntries() || hash.zeroBits(entry.path()) >= boundaries.segmentBits()) {
            finish();
        }
    }

    /** Ends the last segment. */
    void finish() {
        if (isOpen()) {
            List<FileEntry> whole = segment;
            segment = new ArrayList<>();
            output.cut(whole);
        }
    }
}
