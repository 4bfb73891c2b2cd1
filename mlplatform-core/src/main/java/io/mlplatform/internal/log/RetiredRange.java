package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.time.Instant;

/**
 * Versions that are given up, both ends included.
 *
 * @param until from when on they may be collected
 */
public record RetiredRange(long from, long to, Instant until) {

    public boolean contains(long version) {
        return from <= version && version <= to;
    }

    ObjectNode toJson() {
        return Json.object().put("from", from).put("to", to).put("until", Json.time(until));
    }

    static RetiredRange parse(StoredJson json) {
        return new RetiredRange(json.number("from"), json.number("to"), json.time("until"));
    }
}
