package io.mlplatform.modelcheck;

/** How far an actor is. */
enum Stage {
    BEGIN,
    STAGE_FILE,
    STAGE_SEGMENT,
    COMMIT,
    REBASE,
    LIST,
    CONDEMN,
    SWEEP,
    SWEPT,
    APPEND,
    PIN,
    MOVE,
    UNPIN,
    DONE,
    FAILED,
    UNKNOWN,
    CLEANED_UP,
    CRASHED;

    private static final Stage[] ALL = values();

    static Stage of(int ordinal) {
        return ALL[ordinal];
    }
}
