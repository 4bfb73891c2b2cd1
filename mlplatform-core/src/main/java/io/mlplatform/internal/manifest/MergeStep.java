package io.mlplatform.internal.manifest;

import java.util.List;

/**
 * What a merge does with a segment of the version before.
 *
 * @param fate as far as its row tells
 * @param entries its entries, where they are needed for certain
 */
record MergeStep(Row row, Fate fate, List<FileEntry> entries) {

    /** What becomes of a segment. */
    enum Fate {
        /** Nothing of the edit concerns it. */
        KEPT,
        /** All of its entries go, and none comes. */
        DROPPED,
        /** Entries go or come. */
        TOUCHED
    }
}
