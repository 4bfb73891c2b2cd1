package io.mlplatform.internal.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The paths by which one manifest differs from another, in path order. */
public record Difference(List<FileEntry> added, List<FileEntry> removed, List<Changed> changed) {

    /** A path that both have, with other bytes. */
    public record Changed(FileEntry before, FileEntry after) {}

    /** All that differs, in memory; segments that both have are not read. */
    public static Difference between(Manifest before, Manifest after) {
        List<FileEntry> added = new ArrayList<>();
        List<FileEntry> removed = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        new PathChanges(before, after, EntryFilter.all()).forEachRemaining(change -> {
            if (change.before().isEmpty()) {
                added.add(change.after().orElseThrow());
            } else if (change.after().isEmpty()) {
                removed.add(change.before().orElseThrow());
            } else {
                changed.add(new Changed(
                        change.before().orElseThrow(), change.after().orElseThrow()));
            }
        });
        return new Difference(added, removed, changed);
    }

    /** Every path that is not the same on both sides. */
    public Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        added.forEach(entry -> paths.add(entry.path()));
        removed.forEach(entry -> paths.add(entry.path()));
        changed.forEach(entry -> paths.add(entry.before().path()));
        return paths;
    }
}
