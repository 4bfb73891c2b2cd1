package io.mlplatform.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an execution keeps in the state of its entity (format, section 8), and what may become of it. */
record ExecutionDetail(EntityName name, ObjectNode node) {

    private static final String STATUS = "status";
    private static final String REASON = "reason";
    private static final String BEGAN = "began";
    private static final String SEEN = "seen";
    private static final String STEPS = "steps";
    private static final String ATTEMPT = "attempt";
    private static final String OWNER = "owner";
    private static final String FINGERPRINT = "fingerprint";
    private static final String VERSION = "version";
    private static final long MAX_ATTEMPTS = 1_000_000_000;
    private static final int MAX_REASON = 200;
    private static final int MAX_SAID = 4_000;

    /** Of an execution that begins now. */
    static ObjectNode begun(Instant time) {
        return Json.object().put(STATUS, ExecutionState.RUNNING.word()).put(BEGAN, Json.time(time));
    }

    /** With the next attempt of the step, which takes over from the one before. */
    ObjectNode withAttempt(String step, String owner, Digest fingerprint, Instant time) {
        requireRunning();
        ObjectNode steps = node.has(STEPS) ? json().object(STEPS).node() : node.putObject(STEPS);
        long attempt = steps.has(step) ? attempt(step) + 1 : 1;
        steps.putObject(step)
                .put(ATTEMPT, attempt)
                .put(OWNER, owner)
                .put(STATUS, ExecutionState.RUNNING.word())
                .put(FINGERPRINT, fingerprint.hex())
                .put(BEGAN, Json.time(time))
                .put(SEEN, Json.time(time));
        return node;
    }

    /** With a sign of life of the attempt that {@code owner} runs. */
    ObjectNode withSign(String step, String owner, Instant time) {
        running(step, owner).put(SEEN, Json.time(time));
        return node;
    }

    ObjectNode withSuccess(String step, String owner, long version, Instant time) {
        running(step, owner)
                .put(STATUS, ExecutionState.SUCCEEDED.word())
                .put(SEEN, Json.time(time))
                .put(VERSION, version);
        return node;
    }

    ObjectNode withFailure(String step, String owner, String reason, Instant time) {
        running(step, owner)
                .put(STATUS, ExecutionState.FAILED.word())
                .put(SEEN, Json.time(time))
                .put(REASON, shortened(reason));
        return node;
    }

    /** With the end of the execution itself. */
    ObjectNode withSuccess() {
        requireRunning();
        for (StoredJson step : steps()) {
            if (state(step) == ExecutionState.RUNNING) {
                throw new ConflictException(
                        name.value(),
                        "a step still says that it runs: let it end, begin its next attempt, or fail the execution; "
                                + node.path(STEPS));
            }
        }
        return node.put(STATUS, ExecutionState.SUCCEEDED.word());
    }

    ObjectNode withFailure(String reason) {
        requireRunning();
        return node.put(STATUS, ExecutionState.FAILED.word()).put(REASON, shortened(reason));
    }

    long attempt(String step) {
        return attempt(json().object(STEPS).object(step));
    }

    ExecutionStatus status(Instant now) {
        List<StepStatus> steps = new ArrayList<>();
        stepNames().forEach(step -> steps.add(status(step, now)));
        return new ExecutionStatus(name, state(json()), json().time(BEGAN), json().text(REASON, ""), steps);
    }

    private StepStatus status(String step, Instant now) {
        StoredJson json = json().object(STEPS).object(step);
        Duration silent = Duration.between(json.time(SEEN), now);
        return new StepStatus(
                step,
                attempt(json),
                state(json),
                json.digest(FINGERPRINT),
                json.time(BEGAN),
                json.number(VERSION, 0),
                json.text(REASON, ""),
                silent.isNegative() ? Duration.ZERO : silent);
    }

    private ObjectNode running(String step, String owner) {
        requireRunning();
        JsonNode found = node.path(STEPS).path(step);
        if (!(found instanceof ObjectNode attempt)
                || !attempt.path(OWNER).asText().equals(owner)) {
            throw new ConflictException(
                    name.value(),
                    "attempt " + found.path(ATTEMPT).asLong() + " of step '" + step
                            + "' has taken over, and nothing of an earlier one counts: stop this process");
        }
        if (!attempt.path(STATUS).asText().equals(ExecutionState.RUNNING.word())) {
            throw new ConflictException(
                    name.value(),
                    "this attempt of step '" + step + "' has ended as "
                            + attempt.path(STATUS).asText() + ": begin another one");
        }
        return attempt;
    }

    private void requireRunning() {
        if (state(json()) != ExecutionState.RUNNING) {
            throw new ConflictException(name.value(), "has ended as " + state(json()) + ": start another execution");
        }
    }

    private List<StoredJson> steps() {
        return stepNames().stream()
                .map(step -> json().object(STEPS).object(step))
                .toList();
    }

    private List<String> stepNames() {
        List<String> names = new ArrayList<>();
        json().find(STEPS).ifPresent(steps -> steps.node().fieldNames().forEachRemaining(names::add));
        return names;
    }

    private static long attempt(StoredJson step) {
        return step.numberWithin(1, MAX_ATTEMPTS, ATTEMPT);
    }

    private StoredJson json() {
        return StoredJson.of(node, name.value());
    }

    private static ExecutionState state(StoredJson json) {
        return json.parsed(STATUS, ExecutionState::of, "a status");
    }

    /** What an event says of a failure: its first few thousand characters, well-formed. */
    static String said(String reason) {
        return shortened(reason, MAX_SAID);
    }

    // More of the reason stands in the event: the state is in every entry from here on.
    private static String shortened(String reason) {
        return shortened(reason, MAX_REASON);
    }

    private static String shortened(String reason, int most) {
        String wellFormed = new String(reason.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        int end = Math.min(wellFormed.length(), most);
        boolean cutsPair = end < wellFormed.length() && Character.isHighSurrogate(wellFormed.charAt(end - 1));
        return wellFormed.substring(0, cutsPair ? end - 1 : end);
    }
}
