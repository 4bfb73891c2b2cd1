package io.mlplatform.store;

/** What a downloaded file is held to before it gets its name, and what is sent before it is stored. */
public enum Verification {

    /** Its size and its SHA-256, as the manifest or the upload has them. */
    DIGEST,

    /**
     * Its size, and the CRC that the store keeps of the whole object where it does and tells it: Amazon S3 keeps one of most
     * objects. That notices what happened to bytes by accident since they were stored. Who may write to the store can change
     * both, and of an object without such a CRC a changed byte is not noticed: for files that something else verifies, and
     * for networks and stores beyond doubt.
     */
    SIZE
}
