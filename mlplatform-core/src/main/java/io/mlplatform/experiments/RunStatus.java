package io.mlplatform.experiments;

import java.util.Locale;

/** How far a run has come. */
public enum RunStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    /** It is said to run, and has missed its heartbeats: killed, or cut off from the store. It can be resumed. */
    LOST;

    /** The word of the format; {@link #LOST} is never stored. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
