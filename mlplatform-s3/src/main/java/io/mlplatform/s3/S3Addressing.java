package io.mlplatform.s3;

/** Where a request names the bucket. */
public enum S3Addressing {
    /** In the path: {@code http://host/bucket/key}; what most servers beside AWS want. */
    PATH,
    /** In the host's name: {@code https://bucket.host/key}; what AWS wants. */
    HOST
}
