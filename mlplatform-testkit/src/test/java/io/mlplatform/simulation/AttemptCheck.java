package io.mlplatform.simulation;

import static io.mlplatform.simulation.Judgement.require;

import io.mlplatform.CommitResolution;
import io.mlplatform.simulation.Attempt.Ending;
import java.util.List;
import java.util.Map;

/** What a caller was told is what the log holds: done once, refused never, unknown as it was resolved. */
record AttemptCheck(Truth truth, Map<String, CommitResolution> settled) {

    void check(Attempt attempt) {
        if (attempt.log().isEmpty()) {
            return;
        }
        List<Truth.Stored> entries = truth.log(attempt.log()).stream()
                .filter(entry -> attempt.sent().containsKey(entry.writeId()))
                .toList();
        require(entries.size() <= 1, attempt + " stands more than once: " + entries);
        require(attempt.ending() != Ending.REFUSED || entries.isEmpty(), attempt + " stands: " + entries);
        if (attempt.ending() == Ending.DONE) {
            done(attempt, entries);
        }
        attempt.unknown().ifPresent(unknown -> {
            boolean own = entries.stream().anyMatch(entry -> entry.writeId().equals(unknown.writeId()));
            require(own || entries.isEmpty(), attempt + " stands by another write than " + unknown.writeId());
        });
        attempt.sent().keySet().forEach(this::settledAsItStands);
    }

    private void done(Attempt attempt, List<Truth.Stored> entries) {
        List<Truth.Stored> made = attempt.intent().token().isEmpty()
                ? entries
                : truth.log(attempt.log()).stream()
                        .filter(entry ->
                                Replay.token(entry).equals(attempt.intent().token()))
                        .toList();
        require(
                made.size() == 1 || made.isEmpty() && !attempt.isNeeded(),
                attempt + " is acknowledged and stands as " + made);
        attempt.version()
                .ifPresent(version -> require(
                        made.get(0).event().path("version").asLong() == version,
                        attempt + " stands as " + made.get(0)));
    }

    private void settledAsItStands(String writeId) {
        CommitResolution resolution = settled.get(writeId);
        if (resolution != null) {
            boolean stands = false;
            for (String log : truth.logs()) {
                stands |= truth.log(log).stream()
                        .anyMatch(entry -> entry.writeId().equals(writeId));
            }
            require(
                    stands == (resolution == CommitResolution.COMMITTED),
                    "write " + writeId + " was settled as " + resolution + ", and stands: " + stands);
        }
    }
}
