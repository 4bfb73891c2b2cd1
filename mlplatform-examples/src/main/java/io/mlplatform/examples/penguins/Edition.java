package io.mlplatform.examples.penguins;

/** Which copy of the penguin tables is written; the two differ in the training table of Dream island alone. */
public enum Edition {
    /**
     * With a mistake planted for this example; it is not in the original data. Dream's training table has bill length
     * under the heading of bill depth and the reverse, as if a spreadsheet with another order of columns had been
     * pasted under the common header.
     */
    AS_FIRST_SENT,

    /** With every value as it was measured and published. */
    CORRECTED
}
