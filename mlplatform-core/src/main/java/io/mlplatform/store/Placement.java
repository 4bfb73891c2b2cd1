package io.mlplatform.store;

/** What a download does where its target's name is taken by the time that the file is whole. */
public enum Placement {

    /** It replaces what is there. */
    REPLACE,

    /**
     * It leaves what is there: a file of the expected size and digest counts as downloaded, and anything else is an
     * {@link io.mlplatform.AlreadyExistsException}.
     */
    KEEP
}
