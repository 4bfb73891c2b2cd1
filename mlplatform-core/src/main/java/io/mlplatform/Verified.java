package io.mlplatform;

/** By what the bytes of a file, or of all files of a version, are known. */
public enum Verified {
    /** By their SHA-256: bytes that are read to their end are the published ones. */
    SHA256,
    /** Of some, by no more than the tag that a store gave them: nobody has read them on the way into the version. */
    ETAG;

    /** In lower case. */
    @Override
    public String toString() {
        return this == SHA256 ? "sha256" : "etag";
    }
}
