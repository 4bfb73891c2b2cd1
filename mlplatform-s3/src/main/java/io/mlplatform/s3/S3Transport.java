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
    OWN,
    /**
     * The SDK's {@code S3TransferManager} carries bulk up- and downloads: over the CRT where {@code aws-crt} is on the class
     * path, else over Netty. Choose it where its connections or its memory are what operations know how to watch; it needs the
     * optional dependency {@code s3-transfer-manager}, and takes no borrowed client.
     */
    TRANSFER_MANAGER
}
