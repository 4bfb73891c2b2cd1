package io.mlplatform.features.online;

import java.util.List;
import java.util.Map;

/**
 * What a materialisation did.
 *
 * @param outcomes how many rows had which outcome
 * @param failures the first hundred that failed, each with its reason; repeat from {@code progress} to try them again
 * @param progress up to where all rows are stored
 */
public record MaterializationReport(
        Map<RecordOutcome.Kind, Long> outcomes, List<RecordOutcome> failures, MaterializationProgress progress) {

    public MaterializationReport {
        outcomes = Map.copyOf(outcomes);
        failures = List.copyOf(failures);
    }

    /** How many rows had that outcome. */
    public long count(RecordOutcome.Kind kind) {
        return outcomes.getOrDefault(kind, 0L);
    }

    @Override
    public String toString() {
        return outcomes + ", up to " + progress;
    }
}
