package io.mlplatform.simulation;

import java.util.OptionalLong;

/** What an engine keeps in its checkpoint, which outlives its processes. */
final class Engine {

    private long sequence = 1;
    private int executions;
    private OptionalLong since = OptionalLong.empty();

    long sequence() {
        return sequence;
    }

    /** Counts each execution, also of the same sequence: its files have names of their own. */
    int execute() {
        return ++executions;
    }

    void committed() {
        sequence++;
    }

    /** The head when the writer was first used. */
    long since(long head) {
        since = OptionalLong.of(since.orElse(head));
        return since.getAsLong();
    }
}
