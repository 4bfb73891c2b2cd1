package io.mlplatform.experiments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AlreadyExistsException;
import io.mlplatform.ConflictException;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.log.NextEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How one attempt at a run changes what the state keeps of it: always as the owner, so that of two processes that work on
 * one run just the last to take it over writes.
 *
 * @param address of the run, for messages
 * @param attempt the owner's id
 */
record RunDetail(String address, String attempt) {

    static final String KIND = "run";

    private static final int MOST_REASON = 500;

    ObjectNode started(ObjectNode before, NextEntry next, Duration heartbeat, EnvironmentSnapshot environment) {
        if (!before.isEmpty()) {
            throw new AlreadyExistsException(address, "is there already: start the run again, it gets another name");
        }
        ObjectNode detail = Json.object()
                .put("status", RunStatus.RUNNING.word())
                .put("owner", attempt)
                .put("started", Json.time(next.time()))
                .put("heartbeat", heartbeat.toMillis())
                .put("parts", 0)
                .put("points", 0);
        environment.git().ifPresent(git -> detail.put("revision", git.label()));
        return detail;
    }

    ObjectNode resumed(ObjectNode before, Duration heartbeat) {
        if (before.path("status").asText().equals(RunStatus.SUCCEEDED.word())) {
            throw new ConflictException(address, "has succeeded: start another run instead of resuming it");
        }
        before.remove("ended");
        before.remove("reason");
        return before.put("status", RunStatus.RUNNING.word())
                .put("owner", attempt)
                .put("heartbeat", heartbeat.toMillis());
    }

    ObjectNode changed(ObjectNode before, ObjectNode members) {
        requireOwn(before);
        before.setAll(members);
        return before;
    }

    ObjectNode finished(ObjectNode before, ObjectNode members, NextEntry next, RunStatus status, String reason) {
        String known = before.path("status").asText();
        ObjectNode detail = changed(before, members);
        if (known.equals(status.word())) {
            // An earlier try, whose answer was lost, has said so already.
            return detail;
        }
        if (!known.equals(RunStatus.RUNNING.word())) {
            throw new ConflictException(address, "has ended as " + known + " already, and keeps that outcome");
        }
        detail.put("status", status.word()).put("ended", Json.time(next.time()));
        return reason.isEmpty() ? detail : detail.put("reason", shortened(reason));
    }

    /** True where the state says that this attempt owns the run. */
    boolean isOwn(ObjectNode detail) {
        return detail.path("owner").asText().equals(attempt);
    }

    void requireOwn(ObjectNode detail) {
        if (!isOwn(detail)) {
            throw new RunTakenException(address);
        }
    }

    // An exception's message may be of any length, and hold what is no Unicode text.
    private static String shortened(String reason) {
        String text = Utf8.isWellFormed(reason)
                ? reason
                : new String(reason.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        int end = text.offsetByCodePoints(0, Math.min(MOST_REASON, text.codePointCount(0, text.length())));
        return text.substring(0, end);
    }
}
