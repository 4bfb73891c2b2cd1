package io.mlplatform.s3;

import io.mlplatform.store.ByteRange;

/** Ranges as requests name them. */
final class Ranges {

    private Ranges() {}

    /** The value of a Range header; a range that goes on for ever has no end. */
    static String header(ByteRange range) {
        boolean openEnded = range.length() > Long.MAX_VALUE - range.offset();
        return "bytes=" + range.offset() + "-" + (openEnded ? "" : range.offset() + range.length() - 1);
    }
}
