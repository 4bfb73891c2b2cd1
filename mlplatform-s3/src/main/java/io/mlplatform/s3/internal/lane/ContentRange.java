package io.mlplatform.s3.internal.lane;

import java.util.OptionalLong;

/**
 * The part of an object that an answer says it holds.
 *
 * @param first byte, from 0
 * @param last byte, included
 * @param size of the whole object, where the server knows it
 */
public record ContentRange(long first, long last, OptionalLong size) {

    private static final String UNIT = "bytes ";

    public ContentRange {
        if (first < 0 || last < first || (size.isPresent() && size.getAsLong() <= last)) {
            throw new IllegalArgumentException("no such range: " + first + " to " + last + " of " + size);
        }
    }

    /** Bytes. */
    public long length() {
        return last - first + 1;
    }

    /** The value of a Content-Range header, {@code bytes 0-9/100} or {@code bytes 0-9/*}. */
    static ContentRange parse(String value) throws ProtocolViolation {
        int dash = value.indexOf('-');
        int slash = value.indexOf('/', dash + 1);
        if (!value.regionMatches(true, 0, UNIT, 0, UNIT.length()) || dash < 0 || slash < 0) {
            throw new ProtocolViolation("Content-Range is not of the form: bytes first-last/size");
        }
        long first = Framing.number(value.substring(UNIT.length(), dash));
        long last = Framing.number(value.substring(dash + 1, slash));
        String total = value.substring(slash + 1);
        OptionalLong size = total.equals("*") ? OptionalLong.empty() : OptionalLong.of(Framing.number(total));
        if (last < first || (size.isPresent() && size.getAsLong() <= last)) {
            throw new ProtocolViolation("Content-Range names bytes that cannot be");
        }
        return new ContentRange(first, last, size);
    }
}
