package io.mlplatform.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened in a run, a line each, and a hash over all of it. */
final class Trace {

    private final List<String> lines = new ArrayList<>();
    private long hash = 0xcbf29ce484222325L;

    void add(String who, String what) {
        String line = who + " " + what;
        for (int i = 0; i < line.length(); i++) {
            hash = (hash ^ line.charAt(i)) * 0x100000001b3L;
        }
        lines.add(line);
    }

    /** Equal for equal runs. */
    long hash() {
        return hash;
    }

    List<String> lines() {
        return lines;
    }
}
