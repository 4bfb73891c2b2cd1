package io.mlplatform.s3;

/** How much of this process's heap transfers may hold where nobody says so. */
final class HeapShare {

    private static final long MOST_BYTES = 64L << 20;
    // The SDK and the program need some of it, too.
    private static final int PARTS = 4;

    private HeapShare() {}

    /** 64 MiB, or a quarter of a heap that is smaller than 256 MiB. */
    static long forTransfers() {
        return Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / PARTS);
    }
}
