package io.mlplatform.s3;

/** Who carries the bytes of objects. Everything else goes through the SDK's client. */
public enum S3Transport {
    /**
     * The SDK's client, with whatever was put into it. The default of a store over a client that the caller made
     * ({@link S3Store#on}); choose it elsewhere where something has to see each request that the SDK makes.
     */
    SDK,
    /**
     * Connections of the library's own, at a fraction of the CPU: the default. The SDK's client takes over on answers that they
     * do not understand, and carries all where it does what they would not: a proxy, interceptors (also those of the class
     * path, such as a tracer's), headers on each request, requests that are not signed by Signature Version 4, a client
     * certificate or narrower TLS by system properties, a class that is not the SDK's own. Each request so left is told to
     * {@link S3Settings.Builder#metrics}. What an HTTP client of the caller's does (its proxy, its certificates), and keys that
     * depend on the request (S3 Access Grants), cannot be seen: choose it for a borrowed client only where there are none.
     *
     * <p>A request that is silent for two seconds, on the way up at least twice as long as others take in all, is sent again
     * over another connection, as long as that is rare; else {@link S3Settings.Builder#readTimeout} ends it. Who reads a {@link
     * S3Store#get} bit by bit may pause for {@link S3Settings.Builder#callTimeout}; then others have the connection, and the
     * next read goes on over another one. {@link S3Settings.Builder#retryMode} has no effect here, nor on the CRT.
     */
    OWN,
    /**
     * The SDK's {@code S3TransferManager} carries bulk up- and downloads: over the CRT where {@code aws-crt} is on the class
     * path, else over Netty. Choose it where its connections or its memory are what operations know how to watch; it needs the
     * optional dependency {@code s3-transfer-manager}, and takes no borrowed client. At AWS it begins and completes uploads above
     * 8 MiB by itself too. Files are held to what {@link S3Settings.Builder#verification} says, as by the others.
     */
    TRANSFER_MANAGER
}
