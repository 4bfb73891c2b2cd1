package io.mlplatform.simulation;

/** Ends a process in the middle of what it does: thrown by every request from then on, and no exception to recover from. */
final class CrashError extends Error {
    private static final long serialVersionUID = 1L;

    CrashError() {
        super("the process died", null, false, false);
    }
}
