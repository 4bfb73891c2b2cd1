package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;
import java.util.List;
import java.util.OptionalLong;

/**
 * Nothing of these transactions is live, and no later entry commits or reaches one of them: what they staged may be deleted.
 *
 * @param previous the place of the condemnation before, from which the fence goes on
 */
public record Condemn(List<String> txns, OptionalLong previous) implements LogEvent {

    /** How many transactions one entry names at most. */
    public static final int MOST = 2_000;

    public Condemn {
        txns = List.copyOf(txns);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode event = Json.object().put("type", "condemn");
        event.set("txns", Json.texts(txns));
        previous.ifPresent(seq -> event.put("previous", seq));
        return event;
    }

    @Override
    public boolean shrinks() {
        return true;
    }
}
