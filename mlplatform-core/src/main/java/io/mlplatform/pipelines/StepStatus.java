package io.mlplatform.pipelines;

import io.mlplatform.Digest;
import io.mlplatform.internal.Printable;
import java.time.Duration;
import java.time.Instant;

/**
 * The newest attempt of a step, as an execution's log told it.
 *
 * @param attempt counted from 1; an earlier one can no longer write
 * @param fingerprint of what the step was given: see {@link StepDraft#fingerprint()}
 * @param version the execution's version that holds the outputs; 0 before it succeeded
 * @param reason why it failed; may be empty
 * @param silent the time since it last wrote to the log, by the store's clock
 */
public record StepStatus(
        String step,
        long attempt,
        ExecutionState state,
        Digest fingerprint,
        Instant began,
        long version,
        String reason,
        Duration silent) {

    /**
     * True where the attempt says that it runs, and has been silent for longer than {@code patience}: it was killed, or is
     * slow and says nothing. To begin the next attempt is safe in either case.
     */
    public boolean isLost(Duration patience) {
        return state == ExecutionState.RUNNING && silent.compareTo(patience) > 0;
    }

    @Override
    public String toString() {
        return step + " " + state + " (attempt " + attempt
                + (state == ExecutionState.RUNNING ? ", silent for " + silent : "") + ")"
                + (reason.isEmpty() ? "" : ": " + Printable.line(reason));
    }
}
