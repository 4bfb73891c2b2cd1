package io.mlplatform.internal.manifest;

import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.manifest.MergeStep.Fate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Walks a version's segments beside the entries that an edit adds, and tells of each segment what becomes of it, some
 * ahead of the merge, so that those that are touched are read together. Not thread-safe.
 */
final class MergePlan implements Iterator<Callable<List<MergeStep>>> {

    private static final int MOST_STEPS = 1_000;

    private final Iterator<Row> rows;
    private final Iterator<FileEntry> added;
    private final EntryFilter removed;
    private final SegmentSource source;
    private final Boundaries boundaries;
    private @Nullable FileEntry next;

    MergePlan(
            Manifest base,
            Iterable<FileEntry> added,
            EntryFilter removed,
            Boundaries boundaries,
            SegmentOutput output) {
        this.rows = base.segments(EntryFilter.all(), node -> true, output::node).iterator();
        this.added = added.iterator();
        this.removed = removed;
        this.source = base.source();
        this.boundaries = boundaries;
        advance();
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    /** The next steps, of which the last alone reads a segment. */
    @Override
    public Callable<List<MergeStep>> next() {
        List<MergeStep> steps = new ArrayList<>();
        while (rows.hasNext() && steps.size() < MOST_STEPS) {
            Row row = rows.next();
            Fate fate = fate(row);
            if (fate == Fate.TOUCHED) {
                return () -> {
                    steps.add(new MergeStep(row, fate, source.entries(row)));
                    return steps;
                };
            }
            steps.add(new MergeStep(row, fate, List.of()));
        }
        return () -> steps;
    }

    private Fate fate(Row row) {
        boolean grows = false;
        while (next != null && Utf8.ORDER.compare(next.path(), row.last()) <= 0) {
            grows = true;
            advance();
        }
        // What comes behind the last segment belongs to it, unless it ends there by the rule.
        grows |= next != null && !rows.hasNext() && !boundaries.isWhole(row);
        if (!grows && removed.matchesAll(row)) {
            return Fate.DROPPED;
        }
        return grows || removed.mayMatch(row) ? Fate.TOUCHED : Fate.KEPT;
    }

    private void advance() {
        next = added.hasNext() ? added.next() : null;
    }
}
