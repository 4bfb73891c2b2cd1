package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;

/**
 * Versions are given up; what is theirs alone may be collected once the range's time has come.
 *
 * @param shrinks true where the state has no more ranges afterwards than before
 */
public record Retire(RetiredRange range, boolean shrinks) implements LogEvent {

    @Override
    public ObjectNode toJson() {
        ObjectNode event = Json.object().put("type", "retire");
        event.setAll(range.toJson());
        return event;
    }
}
