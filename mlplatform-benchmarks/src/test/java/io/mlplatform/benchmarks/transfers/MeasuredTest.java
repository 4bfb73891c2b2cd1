package io.mlplatform.benchmarks.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class MeasuredTest {

    private final Workload large = new Workload(Direction.DOWN, 4, 512 << 20);
    private final Workload small = new Workload(Direction.UP, 5_000, 16 << 10);

    @Test
    void aLineIsReckonedPerGibibyteOrPerThousandObjects() {
        String line = "{\"cpu\":8,\"wall\":4,\"requests\":40,\"peakRssKiB\":2048}";

        assertThat(Measured.read(line, large, 2).line())
                .hasToString("{\"cpu\":2.0,\"wall\":1.0,\"peakRssMiB\":2,\"requests\":20.0}");
        assertThat(Measured.read(line, small, 1).line())
                .hasToString("{\"cpu\":1.6,\"wall\":0.8,\"peakRssMiB\":2,\"requests\":40.0}");
    }

    @Test
    void requestsThatNoOneCountedAreNotTold() {
        Measured measured = Measured.read("{\"cpu\":8,\"wall\":4,\"peakRssKiB\":2048}", large, 1);

        assertThat(measured.line().has("requests")).isFalse();
        assertThat(measured.withRequests(7).line().get("requests").asDouble()).isEqualTo(7);
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> Measured.read("Segmentation fault", large, 1));
    }
}
