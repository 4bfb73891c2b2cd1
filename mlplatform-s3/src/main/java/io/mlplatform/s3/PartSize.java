package io.mlplatform.s3;

/**
 * How an object is cut into parts.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Multipart upload limits</a>
 */
final class PartSize {

    /** The largest object that goes over in one request: 16 MiB. */
    static final int BYTES = 16 << 20;

    // Small enough that several are under way within the memory of transfers, as one connection rarely fills a line.
    private static final long USUAL_BYTES = 8 << 20;

    private static final int MAX_PARTS = 10_000;
    // A part is held in one array.
    private static final long MAX_BYTES = 1 << 30;
    // Copied parts take no memory. Of this size they are done long before a read times out, and a few go at once.
    private static final long COPIED_BYTES = 256L << 20;
    private static final long MAX_COPIED_BYTES = 5L << 30;

    private PartSize() {}

    /** The bytes of each part but the last: 8 MiB, or the whole MiB that keeps an object within 10,000 parts. */
    static int of(long objectBytes) {
        return (int) of(objectBytes, USUAL_BYTES, MAX_BYTES);
    }

    /** The same for parts that the server copies by itself: from 256 MiB to 5 GiB. */
    static long ofCopied(long objectBytes) {
        return of(objectBytes, COPIED_BYTES, MAX_COPIED_BYTES);
    }

    private static long of(long objectBytes, long usual, long largest) {
        long needed = (objectBytes + MAX_PARTS - 1) / MAX_PARTS;
        long wholeMebibytes = (needed + (1 << 20) - 1) >> 20 << 20;
        if (wholeMebibytes > largest) {
            throw new IllegalArgumentException("an object of " + objectBytes + " bytes is larger than " + MAX_PARTS
                    + " parts of " + largest + " bytes: split it");
        }
        return Math.max(usual, wholeMebibytes);
    }
}
