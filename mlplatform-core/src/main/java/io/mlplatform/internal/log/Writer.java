package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;

/** The last commit of an engine's writer id: its sequence, the version it made and the log entry it stands in. */
record Writer(long sequence, long version, long seq) {

    ObjectNode toJson() {
        return Json.object().put("sequence", sequence).put("version", version).put("seq", seq);
    }

    static Writer parse(StoredJson json) {
        return new Writer(json.number("sequence"), json.number("version"), json.number("seq"));
    }
}
