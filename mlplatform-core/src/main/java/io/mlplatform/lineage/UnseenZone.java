package io.mlplatform.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;
import io.mlplatform.layout.Zone;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A zone, or a team's part of it, that could not be asked, so that an answer may lack what is there.
 *
 * @param team whose part it is; empty where all teams share the zone
 * @param why such as {@code no access}
 */
public record UnseenZone(Zone zone, Optional<String> team, String why) {

    @Override
    public String toString() {
        return zone + team.map(name -> " of " + name).orElse("") + " (" + why + ")";
    }

    /** A line that names them all, or nothing. */
    static String line(List<UnseenZone> unseen) {
        return unseen.isEmpty()
                ? ""
                : "\nnot seen: " + unseen.stream().map(UnseenZone::toString).collect(Collectors.joining(", "));
    }

    static ArrayNode json(List<UnseenZone> unseen) {
        ArrayNode array = Json.array();
        for (UnseenZone place : unseen) {
            ObjectNode json = Json.object().put("zone", place.zone().word());
            place.team().ifPresent(team -> json.put("team", team));
            array.add(json.put("why", place.why()));
        }
        return array;
    }
}
