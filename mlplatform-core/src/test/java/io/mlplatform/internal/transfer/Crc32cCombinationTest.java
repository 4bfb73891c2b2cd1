package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Crc32cCombinationTest {

    private static final int SPLITS = 200;
    private static final int MOST_BYTES = 5_000;

    private static int crc(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    @Test
    void theCrcOfTwoPartsIsThatOfTheirConcatenation() {
        Random random = new Random(1);
        for (int i = 0; i < SPLITS; i++) {
            byte[] bytes = new byte[random.nextInt(MOST_BYTES)];
            random.nextBytes(bytes);
            for (int at : new int[] {0, random.nextInt(bytes.length + 1), bytes.length}) {
                assertThat(Crc32cCombination.of(crc(bytes, 0, at), crc(bytes, at, bytes.length), bytes.length - at))
                        .isEqualTo(crc(bytes, 0, bytes.length));
            }
        }
    }

    @Test
    void partsMayBeAddedInAnyOrder() {
        Random random = new Random(2);
        byte[] bytes = new byte[MOST_BYTES];
        random.nextBytes(bytes);
        List<int[]> parts = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + random.nextInt(500));
            parts.add(new int[] {from, to});
            from = to;
        }
        Collections.shuffle(parts, random);
        int sum = 0;
        for (int[] part : parts) {
            sum = Crc32cCombination.of(crc(bytes, part[0], part[1]), sum, bytes.length - part[1]);
        }
        assertThat(sum).isEqualTo(crc(bytes, 0, bytes.length));
    }

    /** Expected values are by matrices over GF(2), one step a bit, as zlib once had them. */
    @ParameterizedTest
    @CsvSource({
        "4294967301, bb3e6a6d, 2dbb5c68",
        "5497558138880, b20ff57e, fb31043a",
        "4611686018427400249, d7ffaa12, a919c26e"
    })
    void moreThanFourGibibytesMayFollow(long zeros, String crcOfZeros, String expected) {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        int second = Integer.parseUnsignedInt(crcOfZeros, 16);
        assertThat(Integer.toHexString(Crc32cCombination.of(crc(digits, 0, digits.length), second, zeros)))
                .isEqualTo(expected);
    }
}
