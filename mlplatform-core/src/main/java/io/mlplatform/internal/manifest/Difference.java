package io.mlplatform.internal.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The paths by which one manifest differs from another, in path order. */
public record Difference(List<FileEntry> added, List<FileEntry> removed, List<Changed> changed) {

    /** A path that both have, with other bytes. */
    public record Changed(FileEntry before, FileEntry after) {}

    public static Difference between(Manifest before, Manifest after) {
        List<FileEntry> added = new ArrayList<>();
        List<FileEntry> removed = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        for (FileEntry entry : before.entries()) {
            after.find(entry.path())
                    .ifPresentOrElse(
                            other -> {
                                if (!entry.sameContent(other)) {
                                    changed.add(new Changed(entry, other));
                                }
                            },
                            () -> removed.add(entry));
        }
        for (FileEntry entry : after.entries()) {
            if (before.find(entry.path()).isEmpty()) {
                added.add(entry);
            }
        }
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
