package io.mlplatform.internal.transfer;

import java.util.HashMap;
import java.util.Map;

/** What the threads of transfers use of the processors while they are at work. Thread-safe. */
final class ProcessorUse {

    private final Processors processors;
    /** Those at work, with what they had used before. */
    private final Map<Thread, Long> threads = new HashMap<>();

    private long ended;

    ProcessorUse(Processors processors) {
        this.processors = processors;
    }

    /** The calling thread goes to work. */
    synchronized void enter() {
        threads.put(Thread.currentThread(), processors.usedBy(Thread.currentThread()));
    }

    /** It leaves. */
    synchronized void leave() {
        Long before = threads.remove(Thread.currentThread());
        if (before != null) {
            ended += processors.usedBy(Thread.currentThread()) - before;
        }
    }

    /** All of it so far, in nanoseconds of one processor. */
    synchronized long nanos() {
        long nanos = ended;
        for (Map.Entry<Thread, Long> thread : threads.entrySet()) {
            nanos += processors.usedBy(thread.getKey()) - thread.getValue();
        }
        return nanos;
    }
}
