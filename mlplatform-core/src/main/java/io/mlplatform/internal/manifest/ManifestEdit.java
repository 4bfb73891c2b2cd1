package io.mlplatform.internal.manifest;

import io.mlplatform.ConflictException;
import io.mlplatform.internal.Utf8;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How a publish changes the version before it. An edit is applied to the version it was prepared from, and again to a
 * later one where other writers came first, if the two agree in all that the edit depends on.
 *
 * @param added in order of path, each path once; can be gone through again, and need not be in memory
 * @param deleted what goes by name, in the modes {@code delete} and {@code compact} only
 */
public record ManifestEdit(
        Mode mode, List<String> partitionBy, Iterable<FileEntry> added, Optional<EntryFilter> deleted) {

    /** The ways of changing a version; the words of the format. */
    public enum Mode {
        /** Files are added; none is replaced. */
        APPEND("append"),
        /** The files are the whole of the version. */
        REPLACE("replace"),
        /** As {@link #REPLACE}, whatever others commit meanwhile: for versions that do not build on each other. */
        SUCCEED("replace"),
        /** Each partition that a file lies in holds just these files. */
        OVERWRITE_PARTITIONS("overwrite-partitions"),
        /** The named files go. */
        DELETE("delete"),
        /** The named files go, and others that hold the same come in their place. */
        COMPACT("compact");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** An edit that adds these files, in any order. */
    public static ManifestEdit of(
            Mode mode, List<String> partitionBy, Collection<FileEntry> added, Optional<EntryFilter> deleted) {
        List<FileEntry> sorted = new ArrayList<>(added);
        sorted.sort((left, right) -> Utf8.ORDER.compare(left.path(), right.path()));
        return new ManifestEdit(mode, partitionBy, sorted, deleted);
    }

    /** The files of the version before that do not stay. */
    EntryFilter removed() {
        return switch (mode) {
            case APPEND -> EntryFilter.none();
            case REPLACE, SUCCEED -> EntryFilter.all();
            case OVERWRITE_PARTITIONS -> EntryFilter.folders(partitions());
            case DELETE, COMPACT -> deleted.orElseGet(EntryFilter::none);
        };
    }

    /**
     * Refuses the edit on {@code latest}, which came after the {@code base} it was prepared from, where the two differ in
     * what it depends on.
     *
     * @throws ConflictException naming some of what differs
     */
    public void requireCommutes(Manifest base, Manifest latest, String address) {
        if (mode == Mode.SUCCEED) {
            return;
        }
        Scope scope = new Scope();
        SomePaths lost = new SomePaths();
        new PathChanges(base, latest, mode == Mode.APPEND ? EntryFilter.all() : removed()).forEachRemaining(change -> {
            if (scope.has(change)) {
                lost.add(change.path());
            }
        });
        if (!lost.isEmpty()) {
            throw new ConflictException(
                    address,
                    "another writer changed " + lost + " since this " + mode.word()
                            + " was prepared: look at the latest version, and publish again on it");
        }
    }

    /** The folders of the partitions that files are added to. */
    private Collection<String> partitions() {
        TreeSet<String> folders = new TreeSet<>(Utf8.ORDER);
        PartitionValues values = new PartitionValues(partitionBy);
        for (FileEntry entry : added) {
            values.of(entry.path());
            folders.add(PartitionPath.folder(entry.path(), partitionBy.size()));
        }
        return folders;
    }

    /**
     * Refuses, in one pass, added files that are not in order or not in the partitions: those alone, whatever is there
     * before.
     */
    public void requireSound() {
        PartitionValues values = new PartitionValues(partitionBy);
        Iterator<FileEntry> sorted = inOrder();
        while (sorted.hasNext()) {
            values.of(sorted.next().path());
        }
    }

    /** Refuses, without making anything of it, what a version made on {@code base} would be refused for. */
    public void requireFits(Manifest base, String address) {
        new ManifestMerge(this, base, address, Boundaries.FORMAT, SegmentOutput.NOWHERE).run();
    }

    /** The added files; one that is not behind the one before is an {@link IllegalArgumentException}. */
    Iterator<FileEntry> inOrder() {
        return new InOrder(added.iterator());
    }

    /** Tells of changes, in order of path, which of them the edit depends on. */
    private final class Scope {

        private final Iterator<FileEntry> entries = added.iterator();
        private Optional<FileEntry> next = following();

        boolean has(PathChange change) {
            if (mode != Mode.APPEND) {
                return true;
            }
            while (next.isPresent() && Utf8.ORDER.compare(next.get().path(), change.path()) < 0) {
                next = following();
            }
            // A file that another appended equally is skipped, so it stands in nobody's way.
            return next.filter(entry -> entry.path().equals(change.path()))
                    .filter(entry -> change.after().filter(entry::sameContent).isEmpty())
                    .isPresent();
        }

        private Optional<FileEntry> following() {
            return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
        }
    }
}
