package io.mlplatform.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a group has taken the files of places that grow: of each, all that were last modified up to a time of its store.
 * Immutable.
 *
 * @param until by a digest of the place
 */
record TakenFiles(Map<String, Instant> until) {

    static final TakenFiles NONE = new TakenFiles(Map.of());

    private static final int MOST_PLACES = 16;
    private static final int KEY_LENGTH = 16;

    TakenFiles {
        until = Map.copyOf(until);
    }

    static TakenFiles read(StoredJson json) {
        Map<String, Instant> until = new TreeMap<>();
        json.node().fieldNames().forEachRemaining(place -> until.put(place, json.time(place)));
        return new TakenFiles(until);
    }

    /** Up to when, inclusive, what lies there is taken; empty where nothing is. */
    Optional<Instant> until(String place) {
        return Optional.ofNullable(until.get(key(place)));
    }

    /** With what lies there taken up to {@code time}, inclusive. */
    TakenFiles with(String place, Instant time) {
        Map<String, Instant> later = new TreeMap<>(until);
        later.put(key(place), time);
        if (later.size() > MOST_PLACES) {
            throw new IllegalArgumentException("'" + place + "' is one place more than the " + MOST_PLACES
                    + " that a group takes files from: ingest it into another group");
        }
        return new TakenFiles(later);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        new TreeMap<>(until).forEach((place, time) -> json.put(place, Json.time(time)));
        return json;
    }

    private static String key(String place) {
        return Digest.of(place).hex().substring(0, KEY_LENGTH);
    }
}
