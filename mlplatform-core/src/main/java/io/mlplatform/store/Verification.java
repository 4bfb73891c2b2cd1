package io.mlplatform.store;

/** What a downloaded file is held to before it gets its name, and what is sent before it is stored. */
public enum Verification {

    /** Its size and its SHA-256, as the manifest or the upload has them. */
    DIGEST,

    /**
     * Its size; of its bytes only what the transport checks by itself. A byte that was changed in the store, by a proxy or in
     * memory is not noticed: for files that something else verifies, and for networks and stores beyond doubt.
     */
    SIZE
}
