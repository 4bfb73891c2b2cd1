package io.mlplatform.s3;

/** What carries the requests of the SDK's transfer manager. */
enum AsyncEngine {
    /** The SDK's client in C. */
    CRT("software.amazon.awssdk.crt.CRT"),
    /** The SDK's asynchronous client, in Java. */
    NETTY("software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient");

    private static final String MANAGER = "software.amazon.awssdk.transfer.s3.S3TransferManager";

    private final String type;

    AsyncEngine(String type) {
        this.type = type;
    }

    /** The best one that is on the class path. */
    static AsyncEngine found() {
        if (!isThere(MANAGER)) {
            throw missing("software.amazon.awssdk:s3-transfer-manager");
        }
        for (AsyncEngine engine : values()) {
            if (isThere(engine.type)) {
                return engine;
            }
        }
        throw missing("software.amazon.awssdk.crt:aws-crt, or software.amazon.awssdk:netty-nio-client");
    }

    private static IllegalStateException missing(String artifact) {
        return new IllegalStateException("S3Transport.TRANSFER_MANAGER needs what is not on the class path: add the"
                + " dependency " + artifact + ", which mlplatform-s3 leaves optional, or choose another transport");
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, AsyncEngine.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
