package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;

/**
 * A hold on a version, by which it cannot be retired or collected.
 *
 * @param holder who needs it, such as {@code alias:production}
 */
public record Pin(long version, String holder) {

    ObjectNode toJson() {
        return Json.object().put("version", version).put("holder", holder);
    }

    static Pin parse(StoredJson json) {
        return new Pin(json.numberWithin(1, Keys.MAX_VERSION, "version"), json.text("holder"));
    }
}
