package io.mlplatform.internal.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The paths that an edit adds, held against those that lie beside them in the segments it touches: what collides with the
 * rest of the version is found by whoever fetches it. Not thread-safe.
 */
final class AddedPaths {

    private static final int MOST_SUSPECTS = 1_000;

    private final Collection<FileEntry> added;
    private final FoldedPaths folded;
    private final List<String> suspects = new ArrayList<>();
    private boolean suspicious;

    private AddedPaths(Collection<FileEntry> added) {
        this.added = added;
        this.folded = new FoldedPaths(added.size() * 2);
        added.forEach(entry -> suspicious |= !folded.add(entry.path()));
    }

    /** Those of entries in memory; of others none, as they cannot be held together. */
    static AddedPaths of(Iterable<FileEntry> added) {
        return new AddedPaths(added instanceof Collection<FileEntry> held ? held : List.of());
    }

    /** A file stays that was there before. */
    void beside(String path) {
        if (!added.isEmpty() && !folded.agrees(path) && suspects.size() < MOST_SUSPECTS) {
            suspects.add(path);
        }
    }

    /** Refuses the edit where added files collide among themselves or with those that stay. */
    void refuseCollisions() {
        if (suspicious || !suspects.isEmpty()) {
            List<String> paths = new ArrayList<>(suspects);
            added.forEach(entry -> paths.add(entry.path()));
            PathCollisions.refuse(paths);
        }
    }
}
