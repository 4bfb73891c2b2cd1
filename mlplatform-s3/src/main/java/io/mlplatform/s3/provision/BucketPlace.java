package io.mlplatform.s3.provision;

import java.net.URI;

/**
 * A location taken apart.
 *
 * @param prefix empty, or ends in {@code /}
 */
record BucketPlace(String bucket, String prefix) {

    private static final String SCHEME = "s3://";

    /** True for a bucket that is reached as the opened one is: a location with parameters says otherwise. */
    static boolean isReachedAlike(String location) {
        return location.startsWith(SCHEME) && !location.contains("?");
    }

    static BucketPlace of(String location) {
        if (!isReachedAlike(location)) {
            throw new IllegalArgumentException(
                    "'" + location + "' is no location such as s3://acme-ml/lake: give parameters in S3Settings");
        }
        int slash = location.indexOf('/', SCHEME.length());
        String bucket = slash < 0 ? location.substring(SCHEME.length()) : location.substring(SCHEME.length(), slash);
        String path = slash < 0 ? "" : URI.create(location.substring(slash)).getPath();
        String folder = path.replaceAll("^/+|/+$", "");
        return new BucketPlace(bucket, folder.isEmpty() ? "" : folder + "/");
    }
}
