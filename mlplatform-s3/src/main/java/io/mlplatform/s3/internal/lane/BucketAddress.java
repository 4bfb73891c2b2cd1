package io.mlplatform.s3.internal.lane;

/**
 * Where the requests of a bucket go.
 *
 * @param host with the bucket's name where the client addresses buckets by host
 * @param pathPrefix what stands before {@code /} and the key, percent-encoded: empty, or with the bucket's name in it
 * @param region whose key signs
 */
public record BucketAddress(boolean encrypted, String host, int port, String pathPrefix, String region) {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** The {@code Host} header: with the port where it is not the usual one. */
    public String authority() {
        return port == usualPort(encrypted) ? host : host + ":" + port;
    }

    /** The port that an address without one means. */
    public static int usualPort(boolean encrypted) {
        return encrypted ? HTTPS_PORT : HTTP_PORT;
    }
}
