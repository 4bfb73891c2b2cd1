package io.mlplatform;

/** What became of a commit whose outcome was unknown. */
public enum CommitResolution {
    /** It stands in the log. */
    COMMITTED,
    /** Something else stands in its place; it never will. */
    NOT_COMMITTED
}
