package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** The state that an entry carries, in the terms of the rules. */
record EntityState(JsonNode json) {
    /** Before the entity is created: where there is no entry, or its first write was abandoned. */
    boolean isNothing() {
        return json.isEmpty() || json.path("kind").asText().equals("none");
    }

    long latest() {
        return json.path("latest").asLong(-1);
    }

    Map<String, JsonNode> aliases() {
        return map("aliases");
    }

    Map<String, JsonNode> pins() {
        return map("pins");
    }

    Map<String, JsonNode> writers() {
        return map("writers");
    }

    Set<String> protectedAliases() {
        Set<String> names = new TreeSet<>();
        json.path("protected").forEach(name -> names.add(name.asText()));
        return names;
    }

    long condemnedAt() {
        return json.path("condemnedAt").asLong(-1);
    }

    boolean sealed() {
        return json.has("sealed");
    }

    List<JsonNode> retiredRanges() {
        return list(json.path("retired"));
    }

    boolean retired(long version) {
        return retiredRanges().stream().anyMatch(range -> covers(range, version));
    }

    boolean pinned(long version) {
        return pins().values().stream().anyMatch(pin -> pin.path("version").asLong() == version);
    }

    /** Retired, its grace over by {@code now}, and not pinned. */
    boolean dead(long version, Instant now) {
        return !pinned(version)
                && retiredRanges().stream()
                        .filter(range -> covers(range, version))
                        .allMatch(range -> Forms.time(range.path("until").asText())
                                .filter(until -> !until.isAfter(now))
                                .isPresent())
                && retired(version);
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static boolean covers(JsonNode range, long version) {
        return range.path("from").asLong() <= version
                && version <= range.path("to").asLong();
    }

    private Map<String, JsonNode> map(String member) {
        Map<String, JsonNode> values = new TreeMap<>();
        json.path(member).properties().forEach(field -> values.put(field.getKey(), field.getValue()));
        return values;
    }
}
