package io.mlplatform.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepStatusTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void aStepIsLostOnlyOnceItWasSilentForLongerThanThePatience() {
        assertThat(silent(ExecutionState.RUNNING, PATIENCE).isLost(PATIENCE)).isFalse();
        assertThat(silent(ExecutionState.RUNNING, PATIENCE.plusMillis(1)).isLost(PATIENCE))
                .isTrue();
    }

    @Test
    void aStepThatEndedIsNeverLost() {
        assertThat(silent(ExecutionState.SUCCEEDED, Duration.ofDays(9)).isLost(PATIENCE))
                .isFalse();
        assertThat(silent(ExecutionState.FAILED, Duration.ofDays(9)).isLost(PATIENCE))
                .isFalse();
    }

    @Test
    void itPrintsAsOneLine() {
        assertThat(silent(ExecutionState.RUNNING, PATIENCE))
                .hasToString("train running (attempt 2, silent for PT5M): late data");
        assertThat(silent(ExecutionState.FAILED, PATIENCE)).hasToString("train failed (attempt 2): late data");
    }

    private static StepStatus silent(ExecutionState state, Duration silent) {
        return new StepStatus("train", 2, state, Digest.of("fingerprint"), HandClock.START, 0, "late data", silent);
    }
}
