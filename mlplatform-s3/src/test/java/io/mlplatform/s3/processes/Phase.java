package io.mlplatform.s3.processes;

import java.util.EnumSet;
import java.util.Set;

/** How far a publish has come, in order. */
enum Phase {
    /** The process starts. */
    STARTING,
    /** No request of a publish has gone out since the last acknowledgement. */
    IDLE,
    /** The first data may be on its way. */
    STAGING,
    /** The first data file is stored. */
    STAGED,
    /** The log entry is on its way. */
    COMMITTING,
    /** The log entry is stored. */
    COMMITTED,
    /** The version's index is on its way. */
    INDEXING,
    /** The version's index is stored; the acknowledgement may be on its way. */
    INDEXED;

    /** Surely after the first data PUT and before the index PUT: where a killed publish leaves the most undone. */
    static final Set<Phase> HALF_DONE = EnumSet.of(STAGED, COMMITTING, COMMITTED);
}
