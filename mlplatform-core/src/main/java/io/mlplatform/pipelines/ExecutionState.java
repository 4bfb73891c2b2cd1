package io.mlplatform.pipelines;

import java.util.Locale;

/** How far an execution, or an attempt of one of its steps, has come by its own account. */
public enum ExecutionState {
    /** It began and did not say that it ended: it works, or was killed. */
    RUNNING,
    SUCCEEDED,
    FAILED;

    /** The word of the format. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ExecutionState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return word();
    }
}
