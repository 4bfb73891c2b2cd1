package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartSizeTest {

    private static final long MIB = 1 << 20;

    @ParameterizedTest
    @ValueSource(longs = {16 * MIB + 1, 80_000 * MIB, 80_000 * MIB + 1, 5 * MIB * MIB, 9 * MIB * MIB})
    void anObjectHasAtMostTenThousandParts(long objectBytes) {
        long partBytes = PartSize.of(objectBytes);
        assertThat((objectBytes + partBytes - 1) / partBytes).isLessThanOrEqualTo(10_000);
    }

    @Test
    void partsGrowOnlyWhereTheyMust() {
        assertThat(PartSize.of(80_000 * MIB)).isEqualTo((int) (8 * MIB));
        assertThat(PartSize.of(80_000 * MIB + 1)).isEqualTo((int) (9 * MIB));
    }

    @ParameterizedTest
    @ValueSource(longs = {16 * MIB + 1, 2_560_000 * MIB, 2_560_000 * MIB + 1, 50_000L << 30})
    void aCopyHasAtMostTenThousandPartsOfAtMostFiveGibibytes(long objectBytes) {
        long partBytes = PartSize.ofCopied(objectBytes);
        assertThat((objectBytes + partBytes - 1) / partBytes).isLessThanOrEqualTo(10_000);
        assertThat(partBytes).isBetween(256 * MIB, 5L << 30);
    }

    @Test
    void whatDoesNotFitIntoTheLargestPartsIsRefused() {
        assertThatThrownBy(() -> PartSize.of(10_001L << 30))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000 parts of 1073741824 bytes");
        assertThatThrownBy(() -> PartSize.ofCopied(50_001L << 30))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000 parts of 5368709120 bytes");
    }
}
