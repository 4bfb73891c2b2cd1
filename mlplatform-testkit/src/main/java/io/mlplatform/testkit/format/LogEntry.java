package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One entry of a log.
 *
 * @param key relative to the opened location
 * @param digest of the stored bytes
 */
record LogEntry(String key, long seq, String digest, Instant time, JsonNode json) {
    String writeId() {
        return json.path("writeId").asText();
    }

    JsonNode event() {
        return json.path("event");
    }

    String type() {
        return event().path("type").asText();
    }

    JsonNode state() {
        return json.path("state");
    }

    /** True for a {@code noop} in place of the write that would have created the entity. */
    boolean abandonsFirst() {
        return type().equals("noop")
                && event().has("abandons")
                && state().path("kind").asText().equals("none");
    }

    boolean isCommit() {
        return type().equals("commit");
    }
}
