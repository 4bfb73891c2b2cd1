package io.mlplatform.internal.manifest;

import java.util.List;

/** Takes the segments that a merge makes, in order. */
interface SegmentOutput {

    /** Takes them to nowhere, for whoever wants to know whether the merge is refused. */
    SegmentOutput NOWHERE = new SegmentOutput() {
        @Override
        public void node(Row node, List<Row> segments) {}

        @Override
        public void carried(Row segment) {}

        @Override
        public void opened(Row segment) {}

        @Override
        public void cut(List<FileEntry> entries) {}
    };

    /** An index node of the version before, with its segments, before any of these is carried or opened. */
    void node(Row node, List<Row> segments);

    /** A stored segment that is as it was. */
    void carried(Row segment);

    /** A stored segment whose entries come again among those that are cut next, as far as they stay. */
    void opened(Row segment);

    /** A segment of these entries, which may still be one of those that were opened. */
    void cut(List<FileEntry> entries);
}
