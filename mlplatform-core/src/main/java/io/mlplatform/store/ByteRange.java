package io.mlplatform.store;

/**
 * Bytes {@code offset} to {@code offset + length - 1} of an object, cut at its end: a range past the end yields fewer
 * bytes, or none.
 */
public record ByteRange(long offset, long length) {

    /** The whole object. */
    public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

    public ByteRange {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException(
                    "a range has an offset >= 0 and a length >= 1: " + offset + "+" + length);
        }
    }

    public static ByteRange of(long offset, long length) {
        return new ByteRange(offset, length);
    }

    public boolean isAll() {
        return equals(ALL);
    }

    /** How many bytes of an object of {@code size} bytes lie in this range. */
    public long lengthWithin(long size) {
        return Math.max(0, Math.min(length, size - offset));
    }
}
