package io.mlplatform.internal.manifest;

import java.util.ArrayList;
import java.util.List;

/** What an edit makes of a manifest, in memory. */
final class Merged implements SegmentOutput {

    private final Manifest base;
    private final List<FileEntry> entries = new ArrayList<>();

    private Merged(Manifest base) {
        this.base = base;
    }

    static Manifest of(ManifestEdit edit, Manifest base, String address) {
        Merged merged = new Merged(base);
        new ManifestMerge(edit, base, address, Boundaries.FORMAT, merged).run();
        return Manifest.of(base.partitionBy(), merged.entries);
    }

    @Override
    public void node(Row node, List<Row> segments) {}

    @Override
    public void carried(Row segment) {
        entries.addAll(base.source().entries(segment));
    }

    @Override
    public void opened(Row segment) {}

    @Override
    public void cut(List<FileEntry> cut) {
        entries.addAll(cut);
    }
}
