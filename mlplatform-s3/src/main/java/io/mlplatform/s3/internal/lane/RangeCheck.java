package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.util.List;

/**
 * What the answer to a ranged GET must say before a byte of its body is used: that it is this range, and of an object of
 * this size.
 *
 * @param first byte asked for
 * @param length bytes asked for
 * @param size of the whole object, bytes
 */
public record RangeCheck(long first, long length, long size) {

    private static final int OK = 200;

    public RangeCheck {
        if (first < 0 || length < 1 || first + length > size) {
            throw new IllegalArgumentException(
                    "no such range: " + length + " bytes from " + first + " of an object of " + size);
        }
    }

    /** Throws, as a {@link ResponseHandler} may, where the head of a successful answer is of something else. */
    public void require(ResponseHead head) throws IOException {
        // Chunks might end too early without a sign of it.
        if (head.contentLength().orElse(-1) != length) {
            throw new ProtocolViolation(
                    "the server announces " + head.contentLength() + " bytes where " + length + " were asked for");
        }
        List<String> ranges = head.headers("content-range");
        if (head.status() == OK && first == 0 && length == size && ranges.isEmpty()) {
            return;
        }
        if (!head.isPartial() || ranges.size() != 1) {
            throw new ProtocolViolation("the server answers " + head.status() + " with " + ranges.size()
                    + " ranges where one was asked for");
        }
        requireRange(ContentRange.parse(ranges.get(0)));
    }

    private void requireRange(ContentRange range) throws ProtocolViolation {
        if (range.first() != first || range.length() != length) {
            throw new ProtocolViolation("the server sends " + range.length() + " bytes from " + range.first()
                    + " where " + length + " from " + first + " were asked for");
        }
        if (range.size().orElse(size) != size) {
            throw new ProtocolViolation(
                    "the object has " + range.size().orElse(size) + " bytes where " + size + " are expected");
        }
    }
}
