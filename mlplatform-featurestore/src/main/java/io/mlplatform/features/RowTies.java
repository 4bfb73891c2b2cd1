package io.mlplatform.features;

import java.util.Locale;

/** Whether two rows of a group's version may have the same keys and event time, so that a join has to tell them apart. */
public enum RowTies {
    /** There are no such rows. */
    NONE,
    /** There may be some: it was not ruled out as they were ingested. */
    POSSIBLE;

    /** As it stands in a commit's detail. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A word that is not known rules nothing out. */
    static RowTies of(String word) {
        return word.equals(NONE.word()) ? NONE : POSSIBLE;
    }
}
