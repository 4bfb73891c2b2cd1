package io.mlplatform.s3;

/** Who carries the bytes of objects. Everything else goes through the SDK's client in any case. */
public enum S3Transport {
    /** The SDK's client. */
    SDK,
    /**
     * The bytes go over connections of the library's own, at a fraction of the CPU; where the SDK's client is set up in a way
     * that they do not know (a proxy, requests that are not signed by Signature Version 4), and on answers that they do not
     * understand, the SDK's client takes over. Young: choose it where transfers are bound by CPU.
     */
    OWN
}
