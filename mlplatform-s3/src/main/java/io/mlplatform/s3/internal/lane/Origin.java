package io.mlplatform.s3.internal.lane;

/**
 * Whom connections lead to.
 *
 * @param host a name, or an address in digits
 */
public record Origin(Scheme scheme, String host, int port) {

    /** With or without encryption. */
    public enum Scheme {
        HTTP,
        HTTPS
    }

    public Origin {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("no such host and port: " + host + ":" + port);
        }
    }

    @Override
    public String toString() {
        return (scheme == Scheme.HTTP ? "http://" : "https://") + host + ":" + port;
    }
}
