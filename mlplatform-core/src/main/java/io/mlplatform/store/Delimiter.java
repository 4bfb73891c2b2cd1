package io.mlplatform.store;

/** Whether a listing goes below the folders under its prefix. */
public enum Delimiter {
    /** Every key that begins with the prefix. */
    NONE,
    /** Keys without a further {@code /}; those with one appear as a folder. */
    SLASH
}
