package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a log: what happened, and all that holds afterwards.
 *
 * @param parent the digest of the entry before; empty in entry 0
 * @param writeId the ULID of this write, which tells an own entry from another's after a lost response
 */
record LogEntry(
        long seq,
        Optional<Digest> parent,
        String writeId,
        Instant time,
        String actor,
        ObjectNode event,
        ObjectNode state) {

    private static final String FORMAT = "mlplatform.log/1";

    /** The canonical bytes. */
    byte[] encode() {
        ObjectNode json = Json.object().put("format", FORMAT).put("seq", seq);
        parent.ifPresent(digest -> json.put("parent", digest.hex()));
        json.put("writeId", writeId).put("time", Json.time(time)).put("actor", actor);
        json.set("event", event);
        json.set("state", state);
        return CanonicalJson.encode(json);
    }

    static LogEntry decode(byte[] bytes, String resource) {
        StoredJson json = StoredJson.parse(bytes, resource).requireFormat(FORMAT);
        return new LogEntry(
                json.numberWithin(0, Keys.MAX_SEQ, "seq"),
                json.has("parent") ? Optional.of(json.digest("parent")) : Optional.empty(),
                json.text("writeId"),
                json.time("time"),
                json.text("actor"),
                json.object("event").node(),
                json.object("state").node());
    }

    String type() {
        return event.path("type").asText();
    }
}
