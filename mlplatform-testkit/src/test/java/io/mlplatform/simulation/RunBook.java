package io.mlplatform.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The runs that were started, with the points that their writers were told are committed. */
final class RunBook {

    private final Map<String, Set<Long>> points = new LinkedHashMap<>();
    private long step;

    void started(String run) {
        points.put(run, new TreeSet<>());
    }

    List<String> names() {
        return new ArrayList<>(points.keySet());
    }

    /** A step that no other point has. */
    long nextStep() {
        return ++step;
    }

    void committed(String run, Set<Long> steps) {
        points.get(run).addAll(steps);
    }

    Set<Long> committed(String run) {
        return points.get(run);
    }
}
