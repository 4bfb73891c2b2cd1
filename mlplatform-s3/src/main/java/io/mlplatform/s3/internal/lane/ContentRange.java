package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.util.List;
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

    /**
     * What a successful answer to a GET holds that asked for at most so many bytes from {@code first} on.
     *
     * @throws IOException as a {@link ResponseHandler} may: it holds something else, or does not say what
     */
    public static ContentRange asked(ResponseHead head, long first, long most) throws IOException {
        List<String> ranges = head.headers("content-range");
        long length = contentLength(head);
        boolean whole = !head.isPartial() && ranges.isEmpty() && first == 0 && length > 0 && length <= most;
        if (whole) {
            return new ContentRange(0, length - 1, OptionalLong.of(length));
        }
        if (!head.isPartial() || ranges.size() != 1) {
            throw new ProtocolViolation("the server answers " + head.status() + " with " + ranges.size()
                    + " ranges where one was asked for");
        }
        ContentRange range = parse(ranges.get(0));
        if (range.first() != first
                || range.length() != length
                || length > most
                || range.size().isEmpty()) {
            throw new ProtocolViolation("the server sends " + length + " bytes, " + range.first() + " to "
                    + range.last() + ", where at most " + most + " from " + first + " were asked for");
        }
        return range;
    }

    /**
     * The bytes of an object that was asked for whole.
     *
     * @throws IOException as a {@link ResponseHandler} may: the answer holds something else, or does not say how much
     */
    public static long sizeOfWhole(ResponseHead head) throws IOException {
        if (head.isPartial() || !head.headers("content-range").isEmpty()) {
            throw new ProtocolViolation("the server sends a part of an object that was asked for whole");
        }
        return contentLength(head);
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

    private static long contentLength(ResponseHead head) throws ProtocolViolation {
        return head.contentLength()
                .orElseThrow(() -> new ProtocolViolation("the server does not say how many bytes it sends"));
    }
}
