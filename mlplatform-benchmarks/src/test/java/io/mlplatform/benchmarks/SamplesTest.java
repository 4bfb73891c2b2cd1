package io.mlplatform.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoThere() {
        assertThat(Samples.median(List.of(9, 1, 2), Integer::doubleValue)).isEqualTo(2);
        assertThat(Samples.median(List.of(9, 1, 2, 4), Integer::doubleValue)).isEqualTo(3);
    }

    @Test
    void anOptionIsKnownHasAValueAndCountsFromOne() {
        Map<String, String> defaults = Map.of("pairs", "5");

        assertThat(Options.parse(List.of(), defaults).number("pairs")).isEqualTo(5);
        assertThat(Options.parse(List.of("--pairs", "2"), defaults).number("pairs"))
                .isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of("--pears", "2"), defaults));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of("--pairs"), defaults));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of("--pairs", "0"), defaults)
                .number("pairs"));
    }
}
