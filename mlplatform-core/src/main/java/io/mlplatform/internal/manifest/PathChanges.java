package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.internal.Utf8;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The paths at which two versions differ, in order. Index nodes and segments that both have, by digest, are not read:
 * equal digests are equal paths. Not thread-safe.
 */
final class PathChanges implements Iterator<PathChange> {

    private final Iterator<FileEntry> before;
    private final Iterator<FileEntry> after;
    private @Nullable FileEntry left;
    private @Nullable FileEntry right;
    private @Nullable PathChange next;

    /** @param within the only files that are looked at */
    PathChanges(Manifest before, Manifest after, EntryFilter within) {
        List<Row> beforeRows = rows(before, after, within);
        List<Row> afterRows = rows(after, before, within);
        Set<Digest> beforeDigests = digests(beforeRows);
        Set<Digest> afterDigests = digests(afterRows);
        this.before = entries(before, beforeRows, afterDigests, within);
        this.after = entries(after, afterRows, beforeDigests, within);
        left = following(this.before);
        right = following(this.after);
        next = advance();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public PathChange next() {
        PathChange change = next;
        if (change == null) {
            throw new NoSuchElementException("all differences were taken");
        }
        next = advance();
        return change;
    }

    private @Nullable PathChange advance() {
        while (left != null || right != null) {
            FileEntry old = left;
            FileEntry young = right;
            int order = old == null ? 1 : young == null ? -1 : Utf8.ORDER.compare(old.path(), young.path());
            Optional<FileEntry> gone = order <= 0 ? Optional.ofNullable(old) : Optional.empty();
            Optional<FileEntry> come = order >= 0 ? Optional.ofNullable(young) : Optional.empty();
            left = gone.isPresent() ? following(before) : left;
            right = come.isPresent() ? following(after) : right;
            if (gone.isEmpty() || come.filter(gone.get()::sameContent).isEmpty()) {
                String path = gone.or(() -> come).orElseThrow().path();
                return new PathChange(path, gone, come);
            }
        }
        return null;
    }

    private static @Nullable FileEntry following(Iterator<FileEntry> entries) {
        return entries.hasNext() ? entries.next() : null;
    }

    /** The segments of the one but for those in index nodes that the other has too. */
    private static List<Row> rows(Manifest one, Manifest other, EntryFilter within) {
        Set<Digest> known = one.hasNodes() && other.hasNodes() ? digests(other.rows()) : Set.of();
        return one.segments(within, node -> !known.contains(node.digest()), (node, segments) -> {})
                .toList();
    }

    private static Set<Digest> digests(List<Row> rows) {
        Set<Digest> digests = new HashSet<>();
        rows.forEach(row -> digests.add(row.digest()));
        return digests;
    }

    private static Iterator<FileEntry> entries(
            Manifest manifest, List<Row> rows, Set<Digest> known, EntryFilter within) {
        PartitionValues values = new PartitionValues(manifest.partitionBy());
        Iterator<Row> unknown =
                rows.stream().filter(row -> !known.contains(row.digest())).iterator();
        Iterator<Callable<List<FileEntry>>> reads =
                Iterators.map(unknown, row -> () -> manifest.source().entries(row));
        return manifest.source()
                .ahead(reads)
                .flatMap(List::stream)
                .filter(entry -> within.matches(entry.path(), values))
                .iterator();
    }
}
