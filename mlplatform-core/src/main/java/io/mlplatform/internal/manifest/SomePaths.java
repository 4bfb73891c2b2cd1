package io.mlplatform.internal.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Paths of which the first are shown and the others counted, however many come. Not thread-safe. */
final class SomePaths {

    private static final int SHOWN = 3;

    private final List<String> first = new ArrayList<>();
    private long count;

    static SomePaths of(Collection<String> paths) {
        SomePaths some = new SomePaths();
        paths.forEach(some::add);
        return some;
    }

    void add(String path) {
        count++;
        if (first.size() < SHOWN) {
            first.add(path);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    @Override
    public String toString() {
        return "'" + String.join("', '", first) + "'"
                + (count > first.size() ? " and " + (count - first.size()) + " more" : "");
    }
}
