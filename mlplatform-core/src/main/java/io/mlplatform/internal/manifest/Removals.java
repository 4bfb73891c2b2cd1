package io.mlplatform.internal.manifest;

import io.mlplatform.NotFoundException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What of that which an edit deletes was found; nothing can be deleted that is not there. Not thread-safe. */
final class Removals {

    private final boolean expected;
    private final Optional<Set<String>> missing;
    private boolean found;

    /** @param deleted empty where the edit deletes nothing by name */
    Removals(Optional<EntryFilter> deleted) {
        this.expected = deleted.isPresent();
        this.missing = deleted.flatMap(EntryFilter::names).map(names -> {
            Set<String> paths = new TreeSet<>();
            names.forEach(paths::add);
            return paths;
        });
    }

    void found(String path) {
        found = true;
        missing.ifPresent(paths -> paths.remove(path));
    }

    /** All of the segment's files are deleted. */
    void dropped(Row segment) {
        found |= segment.files() > 0;
    }

    void requireFound(String address) {
        if (!expected) {
            return;
        }
        if (missing.isPresent() && !missing.get().isEmpty()) {
            throw new NotFoundException(
                    address,
                    "cannot delete " + SomePaths.of(missing.get())
                            + ", which the version does not have: check the paths");
        }
        if (!found && missing.isEmpty()) {
            throw new NotFoundException(address, "the version has no file of those to be deleted: check the filter");
        }
    }
}
