package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    private static final int[] EDGES = {
        0, 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF
    };

    @Test
    void theOrderIsThatOfTheBytes() {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 20_000; i++) {
            String left = text(random);
            String right = text(random);

            assertThat(Integer.signum(Utf8.ORDER.compare(left, right)))
                    .as("'%s' and '%s'", left, right)
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(Utf8.encode(left), Utf8.encode(right))));
        }
    }

    @Test
    void aCharacterAboveTheSurrogatesComesBeforeAPair() {
        assertThat(Utf8.ORDER.compare("\uFB00", "\uD83D\uDE00")).isNegative();
        assertThat("\uFB00".compareTo("\uD83D\uDE00")).isPositive();
    }

    @Test
    void theLengthIsThatOfTheBytes() {
        assertThat(Utf8.length("aé€\uD83D\uDE00")).isEqualTo(1 + 2 + 3 + 4);
    }

    @Test
    void aLoneSurrogateIsNeverAQuestionMark() {
        assertThatThrownBy(() -> Utf8.encode("a\uD83D"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lone surrogate");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
            text.appendCodePoint(EDGES[random.nextInt(EDGES.length)]);
        }
        return text.toString();
    }
}
