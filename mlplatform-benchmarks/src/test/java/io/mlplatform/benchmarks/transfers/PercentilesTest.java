package io.mlplatform.benchmarks.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void soManyInAHundredDoNotExceedIt() {
        List<Duration> hundred = new ArrayList<>(
                IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList());
        Collections.shuffle(hundred, new Random(1));
        Percentiles percentiles = Percentiles.of(hundred);

        assertThat(percentiles.millis(50)).isEqualTo(50);
        assertThat(percentiles.millis(99)).isEqualTo(99);
        assertThat(percentiles.millis(99.9)).isEqualTo(100);
        assertThat(percentiles.millis(0)).isEqualTo(1);
        assertThat(percentiles.line().path("most").asDouble()).isEqualTo(100);
    }

    @Test
    void oneIsAllOfThemAndNoneIsNothing() {
        assertThat(Percentiles.of(List.of(Duration.ofNanos(1_500_000))).millis(99))
                .isEqualTo(1.5);
        assertThat(Percentiles.of(List.of()).millis(99)).isZero();
    }
}
