package io.mlplatform.simulation;

import java.util.OptionalLong;

/** What an engine keeps in its checkpoint, which outlives its processes. */
final class Engine {

    private final String writer;
    private long sequence = 1;
    private int executions;
    private OptionalLong since = OptionalLong.empty();

    Engine(String writer) {
        this.writer = writer;
    }

    String writer() {
        return writer;
    }

    long sequence() {
        return sequence;
    }

    /** Counts each execution, also of the same sequence: its files have names of their own. */
    int execute() {
        return ++executions;
    }

    void committed(long acknowledged) {
        sequence = Math.max(sequence, acknowledged + 1);
    }

    /** The head when the writer was first used. */
    long since(long head) {
        since = OptionalLong.of(since.orElse(head));
        return since.getAsLong();
    }
}
