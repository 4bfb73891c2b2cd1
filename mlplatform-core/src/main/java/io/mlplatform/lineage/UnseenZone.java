package io.mlplatform.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mlplatform.internal.json.Json;
import io.mlplatform.layout.Zone;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A zone that could not be asked, so that an answer may lack what is there.
 *
 * @param why such as {@code no access}
 */
public record UnseenZone(Zone zone, String why) {

    @Override
    public String toString() {
        return zone + " (" + why + ")";
    }

    /** A line that names them all, or nothing. */
    static String line(List<UnseenZone> unseen) {
        return unseen.isEmpty()
                ? ""
                : "\nnot seen: " + unseen.stream().map(UnseenZone::toString).collect(Collectors.joining(", "));
    }

    static ArrayNode json(List<UnseenZone> unseen) {
        ArrayNode array = Json.array();
        unseen.forEach(
                zone -> array.add(Json.object().put("zone", zone.zone().word()).put("why", zone.why())));
        return array;
    }
}
