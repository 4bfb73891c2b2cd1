package io.mlplatform.store;

/** What a downloaded file is held to before it gets its name, and what is sent before it is stored. */
public enum Verification {

    /** Its size and its SHA-256, as the manifest or the upload has them. */
    DIGEST,

    /**
     * Its size, and where Amazon S3 keeps a CRC-32C of the whole object, or up to 16 MiB a CRC-32, that; what S3 keeps unasked,
     * a CRC-64NVME, is not compared. Such a CRC notices what happened to bytes by accident since they were stored. Who may
     * write to the store can change both, and of an object without it a changed byte is not noticed: for files that something
     * else verifies, and for networks and stores beyond doubt.
     *
     * <p>Saves the hash of what is fetched; on the way up that of parts which are not signed, where the {@link Upload} names the
     * digest. A publish takes the digest all the same, as its manifest needs it.
     */
    SIZE
}
