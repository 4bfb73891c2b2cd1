package io.mlplatform.internal.reading;

import static java.util.Comparator.comparingLong;

import io.mlplatform.store.ByteRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Which requests bring some ranges of a file: near ones share a request, as a further one costs more than the bytes in
 * between; long ones are cut, so that they come in parallel.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance-guidelines.html">Byte-range
 *     fetches of 8 to 16 MiB</a>
 */
final class RangeReads {

    /** The bytes between two ranges that are read for nothing, at most: 1 MiB. */
    static final long GAP_BYTES = 1 << 20;

    /** The bytes of a request, at most: 8 MiB. */
    static final int REQUEST_BYTES = 8 << 20;

    private RangeReads() {}

    /** The requests, in order of offset, none of which overlaps another; each begins and ends with a byte that is meant. */
    static List<ByteRange> of(List<ByteRange> ranges) {
        List<ByteRange> requests = new ArrayList<>();
        for (ByteRange wanted : apart(ranges)) {
            for (long from = wanted.offset(); from < end(wanted); from += REQUEST_BYTES) {
                add(requests, ByteRange.of(from, Math.min(REQUEST_BYTES, end(wanted) - from)));
            }
        }
        return requests;
    }

    private static void add(List<ByteRange> requests, ByteRange piece) {
        int last = requests.size() - 1;
        if (last >= 0) {
            ByteRange before = requests.get(last);
            boolean near = piece.offset() - end(before) <= GAP_BYTES;
            if (near && end(piece) - before.offset() <= REQUEST_BYTES) {
                requests.set(last, ByteRange.of(before.offset(), end(piece) - before.offset()));
                return;
            }
        }
        requests.add(piece);
    }

    /** The same bytes in ranges that neither overlap nor touch. */
    private static List<ByteRange> apart(List<ByteRange> ranges) {
        List<ByteRange> apart = new ArrayList<>();
        for (ByteRange range :
                ranges.stream().sorted(comparingLong(ByteRange::offset)).toList()) {
            int last = apart.size() - 1;
            if (last >= 0 && range.offset() <= end(apart.get(last))) {
                ByteRange before = apart.get(last);
                long end = Math.max(end(before), end(range));
                apart.set(last, ByteRange.of(before.offset(), end - before.offset()));
            } else {
                apart.add(range);
            }
        }
        return apart;
    }

    private static long end(ByteRange range) {
        return range.offset() + range.length();
    }
}
