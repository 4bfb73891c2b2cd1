package io.mlplatform.pipelines;

import io.mlplatform.EntityName;
import io.mlplatform.internal.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An execution as its log told it at one time.
 *
 * @param reason why it failed; may be empty
 * @param steps the newest attempt of each step that was begun, by name
 */
public record ExecutionStatus(
        EntityName name, ExecutionState state, Instant began, String reason, List<StepStatus> steps) {

    public ExecutionStatus {
        steps = List.copyOf(steps);
    }

    /** What the execution is called in its pipeline. */
    public String id() {
        return name.value().substring(name.value().lastIndexOf('/') + 1);
    }

    /** The steps that say they run, and have been silent for longer than {@code patience}. */
    public List<StepStatus> lost(Duration patience) {
        return steps.stream().filter(step -> step.isLost(patience)).toList();
    }

    @Override
    public String toString() {
        return id() + " " + state + ", began " + began + (reason.isEmpty() ? "" : ": " + Printable.line(reason))
                + (steps.isEmpty()
                        ? ""
                        : "; " + steps.stream().map(StepStatus::toString).collect(Collectors.joining(", ")));
    }
}
