package io.mlplatform.internal.manifest;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.manifest.MergeStep.Fate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An edit applied to a version, segment by segment: what the edit does not concern is carried by its row and never read,
 * the rest is merged with what is added and cut again. The segments are just those that the whole would be cut into. Not
 * thread-safe.
 */
final class ManifestMerge {

    private final ManifestEdit edit;
    private final Manifest base;
    private final String address;
    private final Boundaries boundaries;
    private final SegmentOutput output;
    private final SegmentCutter cutter;
    private final EntryFilter removed;
    private final PartitionValues values;
    private final AddedPaths addedPaths;
    private final Removals removals;
    private final Iterator<FileEntry> added;
    private @Nullable FileEntry next;

    /** @param address the entity, for refusals */
    ManifestMerge(ManifestEdit edit, Manifest base, String address, Boundaries boundaries, SegmentOutput output) {
        this.edit = edit;
        this.base = base;
        this.address = address;
        this.boundaries = boundaries;
        this.output = output;
        this.cutter = new SegmentCutter(boundaries, output);
        this.removed = edit.removed();
        this.values = new PartitionValues(base.partitionBy());
        this.addedPaths = AddedPaths.of(edit.added());
        this.removals = new Removals(edit.deleted());
        this.added = edit.inOrder();
    }

    /** Hands all segments of the new version to the output, in order. */
    void run() {
        advance();
        MergePlan plan = new MergePlan(base, edit.added(), removed, boundaries, output);
        try (Stream<List<MergeStep>> ahead = base.source().ahead(plan)) {
            merge(ahead.iterator());
        }
        while (next != null) {
            add();
        }
        cutter.finish();
        removals.requireFound(address);
        addedPaths.refuseCollisions();
    }

    private void merge(Iterator<List<MergeStep>> plan) {
        while (plan.hasNext()) {
            List<MergeStep> steps = plan.next();
            for (int i = 0; i < steps.size(); i++) {
                merge(steps.get(i), i + 1 < steps.size() || plan.hasNext());
            }
        }
    }

    private void merge(MergeStep step, boolean more) {
        Row row = step.row();
        if (step.fate() == Fate.DROPPED) {
            removals.dropped(row);
            return;
        }
        boolean whole = boundaries.isWhole(row) || !more && next == null;
        if (step.fate() == Fate.KEPT
                && !cutter.isOpen()
                && whole
                && row.document().isPresent()) {
            output.carried(row);
            return;
        }
        if (row.document().isPresent()) {
            output.opened(row);
        }
        List<FileEntry> entries =
                step.fate() == Fate.TOUCHED ? step.entries() : base.source().entries(row);
        entries.forEach(this::merge);
    }

    private void merge(FileEntry present) {
        int order = -1;
        while (next != null && (order = Utf8.ORDER.compare(next.path(), present.path())) < 0) {
            add();
        }
        boolean replaced = next != null && order == 0;
        boolean goes = removed.matches(present.path(), values);
        if (goes) {
            removals.found(present.path());
        }
        if (replaced) {
            FileEntry other = take();
            keepOrReplace(present, other, goes);
        } else if (!goes) {
            addedPaths.beside(present.path());
            cutter.add(present);
        }
    }

    private void keepOrReplace(FileEntry present, FileEntry other, boolean goes) {
        if (present.sameContent(other)) {
            cutter.add(present);
        } else if (goes) {
            cutter.add(other);
        } else {
            throw new AlreadyExistsException(
                    address,
                    "'" + other.path() + "' is there with other bytes, and an append replaces nothing: "
                            + "publish with replace() or overwritePartitions()");
        }
    }

    private void add() {
        cutter.add(take());
    }

    private FileEntry take() {
        FileEntry taken = next;
        if (taken == null) {
            throw new IllegalStateException("all that is added was taken");
        }
        advance();
        return taken;
    }

    private void advance() {
        next = added.hasNext() ? added.next() : null;
    }
}
