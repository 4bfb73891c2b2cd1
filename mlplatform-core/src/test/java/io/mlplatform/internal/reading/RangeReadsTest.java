package io.mlplatform.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.ByteRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeReadsTest {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    @Test
    void nearRangesShareARequestInWhateverOrderTheyCome() {
        assertThat(RangeReads.of(List.of(range(3 * MIB, 5), range(0, 10), range(MIB + 10, MIB))))
                .containsExactly(range(0, 3 * MIB + 5));
    }

    @Test
    void aWiderGapIsNotRead() {
        assertThat(RangeReads.of(List.of(range(0, 10), range(MIB + 11, 10))))
                .containsExactly(range(0, 10), range(MIB + 11, 10));
    }

    @Test
    void longRangesAreCutAndTheirRestTakesNearOnesAlong() {
        assertThat(RangeReads.of(List.of(range(5, 17 * MIB), range(18 * MIB, 7))))
                .containsExactly(range(5, 8 * MIB), range(8 * MIB + 5, 8 * MIB), range(16 * MIB + 5, 2 * MIB + 2));
    }

    @Test
    void nearRangesThatWouldBeTooLongTogetherStayApart() {
        assertThat(RangeReads.of(List.of(range(0, 5 * MIB), range(5 * MIB + 1, 5 * MIB))))
                .containsExactly(range(0, 5 * MIB), range(5 * MIB + 1, 5 * MIB));
    }

    @Test
    void whatIsAskedForTwiceIsReadOnce() {
        assertThat(RangeReads.of(List.of(range(0, 100), range(50, 100), range(0, 100))))
                .containsExactly(range(0, 150));
    }

    @Test
    void requestsHoldEveryByteOnceAndBeginAndEndWithOneThatIsMeant() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            BitSet meant = new BitSet();
            List<ByteRange> ranges = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                // In units of 256 KiB, which gaps and requests are whole numbers of.
                int from = random.nextInt(200);
                int length = 1 + random.nextInt(random.nextBoolean() ? 3 : 60);
                ranges.add(range(from * 256L * KIB, length * 256L * KIB));
                meant.set(from, from + length);
            }
            BitSet read = new BitSet();
            for (ByteRange request : RangeReads.of(ranges)) {
                int from = (int) (request.offset() / (256 * KIB));
                int to = from + (int) (request.length() / (256 * KIB));
                assertThat(request.length()).isLessThanOrEqualTo(RangeReads.REQUEST_BYTES);
                assertThat(read.get(from, to).isEmpty())
                        .as("%s, twice", request)
                        .isTrue();
                assertThat(meant.get(from) && meant.get(to - 1))
                        .as("%s", request)
                        .isTrue();
                read.set(from, to);
            }
            BitSet missing = (BitSet) meant.clone();
            missing.andNot(read);
            assertThat(missing.isEmpty()).as("round %s", round).isTrue();
        }
    }

    private static ByteRange range(long offset, long length) {
        return ByteRange.of(offset, length);
    }
}
