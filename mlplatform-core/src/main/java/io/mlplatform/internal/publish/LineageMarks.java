package io.mlplatform.internal.publish;

import io.mlplatform.Input;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * For which inputs of an entity a lineage marker was written: one is enough, and one that was not written is tried again
 * with the next version. Thread-safe.
 */
public final class LineageMarks {

    private final Set<Input> written = ConcurrentHashMap.newKeySet();

    boolean isWritten(Input input) {
        return written.contains(input);
    }

    void wrote(Input input) {
        written.add(input);
    }
}
