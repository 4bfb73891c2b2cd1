package io.mlplatform.internal.log;

/** What stands in a slot of the log after an attempt to fill it. */
enum Placement {
    /** The own entry. */
    WON,
    /** Another's entry. */
    LOST,
    /** A {@code noop} by which another process gave up the own entry. */
    ABANDONED
}
