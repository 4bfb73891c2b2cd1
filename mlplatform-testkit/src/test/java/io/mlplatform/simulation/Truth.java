package io.mlplatform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the logs hold at each moment, seen where entries take effect: no client knows as much. */
final class Truth {

    /** An entry as it was stored, at that moment of the run. */
    record Stored(int moment, String log, long seq, JsonNode json) {
        String writeId() {
            return json.path("writeId").asText();
        }

        JsonNode event() {
            return json.path("event");
        }

        String type() {
            return event().path("type").asText();
        }

        JsonNode state() {
            return json.path("state");
        }

        boolean isCommit() {
            return type().equals("commit");
        }
    }

    /** A log's folder, such as {@code datasets/growth/churn/_log}, and the entry's seq. */
    private static final Pattern ENTRY = Pattern.compile("(.+/(?:_log|_aliases/[^/]+))/[0-9]{10}-([0-9]{10})\\.json");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<Stored>> logs = new TreeMap<>();
    private int moment;

    static boolean isEntry(String key) {
        return ENTRY.matcher(key).matches();
    }

    static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object was stored; no matter where it is not an entry of a log. */
    void stored(String key, byte[] bytes) {
        Matcher entry = ENTRY.matcher(key);
        if (entry.matches()) {
            logs.computeIfAbsent(entry.group(1), log -> new ArrayList<>())
                    .add(new Stored(++moment, entry.group(1), Long.parseLong(entry.group(2)), parse(bytes)));
        }
    }

    /** Now, in entries stored so far. */
    int moment() {
        return moment;
    }

    /** The folders of all logs. */
    Iterable<String> logs() {
        return logs.keySet();
    }

    /** The log in the order in which its entries were stored. */
    List<Stored> log(String log) {
        return logs.getOrDefault(log, List.of());
    }

    /** Zone and name of all entities that have a log. */
    List<String> entities() {
        return logs.keySet().stream()
                .filter(log -> log.endsWith("/_log"))
                .map(log -> log.substring(0, log.length() - "/_log".length()))
                .toList();
    }

    /** True where all that the entity's log tells is that its first write was given up. */
    boolean isNothing(String entity) {
        return state(entity + "/_log").path("kind").asText("none").equals("none");
    }

    boolean isRetired(String log, long version) {
        for (JsonNode range : state(log).path("retired")) {
            if (range.path("from").asLong() <= version
                    && version <= range.path("to").asLong()) {
                return true;
            }
        }
        return false;
    }

    /** The versions on which the holder has a pin. */
    List<Long> pinned(String log, String holder) {
        List<Long> versions = new ArrayList<>();
        state(log).path("pins").forEach(pin -> {
            if (pin.path("holder").asText().equals(holder)) {
                versions.add(pin.path("version").asLong());
            }
        });
        return versions;
    }

    private JsonNode state(String log) {
        List<Stored> entries = log(log);
        return entries.isEmpty()
                ? JSON.createObjectNode()
                : entries.get(entries.size() - 1).state();
    }

    /** Its newest version at that moment, 0 before the first. */
    long latest(String log, int at) {
        return log(log).stream()
                .filter(entry -> entry.moment() <= at)
                .reduce((older, newer) -> newer)
                .map(entry -> entry.state().path("latest").asLong())
                .orElse(0L);
    }

    /** What the alias named at some time from {@code since} to now; empty for a time in which it named nothing. */
    List<Optional<Long>> named(String entity, String alias, int since) {
        String guarded = entity + "/_aliases/" + alias;
        boolean plain = !logs.containsKey(guarded);
        List<Optional<Long>> values = new ArrayList<>();
        values.add(Optional.empty());
        for (Stored entry : log(plain ? entity + "/_log" : guarded)) {
            JsonNode value = plain ? entry.state().path("aliases").path(alias) : entry.state();
            if (entry.moment() <= since) {
                values.clear();
            }
            values.add(value.has("version") ? Optional.of(value.path("version").asLong()) : Optional.empty());
        }
        return values;
    }
}
