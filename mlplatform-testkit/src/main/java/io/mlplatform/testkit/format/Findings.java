package io.mlplatform.testkit.format;

import java.util.ArrayList;
import java.util.List;

/** The findings of one reading, in the order met. */
final class Findings {
    private final List<Finding> found = new ArrayList<>();

    void add(String path, Rule rule, String detail) {
        found.add(new Finding(path, rule, detail));
    }

    /** Adds a finding unless {@code holds}; returns {@code holds}. */
    boolean require(boolean holds, String path, Rule rule, String detail) {
        if (!holds) {
            add(path, rule, detail);
        }
        return holds;
    }

    List<Finding> list() {
        return List.copyOf(found);
    }
}
