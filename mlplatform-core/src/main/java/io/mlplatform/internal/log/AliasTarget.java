package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.time.Instant;

/**
 * What an alias of the entity's log names.
 *
 * @param by who decided it
 */
public record AliasTarget(long version, Digest digest, Instant since, String by, String reason) {

    ObjectNode toJson() {
        return Json.object()
                .put("version", version)
                .put("digest", digest.hex())
                .put("since", Json.time(since))
                .put("by", by)
                .put("reason", reason);
    }

    static AliasTarget parse(StoredJson json) {
        return new AliasTarget(
                json.numberWithin(1, Keys.MAX_VERSION, "version"),
                json.digest("digest"),
                json.time("since"),
                json.text("by", ""),
                json.text("reason", ""));
    }
}
