package io.mlplatform.s3;

/**
 * Which bytes of objects are part of the signature that the own lane puts on its requests, so that S3 refuses them where they
 * arrive changed. An object that goes up in one request is always signed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Authenticating requests:
 *     using the Authorization header</a>
 */
public enum PayloadSigning {
    /**
     * All over plain HTTP. Over TLS, which itself keeps the bytes from being changed, parts go with a CRC32C instead where the
     * server knows checksums.
     */
    BY_CHANNEL,
    /** All. Choose it where a policy of the bucket demands it. */
    SIGNED,
    /**
     * No parts, which go straight from the file: over plain HTTP without a checksum too, over TLS with their CRC32C where the
     * server knows checksums. Choose it where the network is trusted and CPU is short; over plain HTTP not for a bucket with
     * Object Lock, which AWS lets no part without a checksum into.
     */
    UNSIGNED
}
