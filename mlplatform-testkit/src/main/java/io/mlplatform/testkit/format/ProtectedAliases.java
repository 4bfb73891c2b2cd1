package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the logs of protected aliases and finds each value's pin in the entity's log. */
final class ProtectedAliases {
    private final EntityScope scope;
    private final List<LogEntry> log;
    private final Map<Long, Manifest> manifests;

    ProtectedAliases(EntityScope scope, List<LogEntry> log, Map<Long, Manifest> manifests) {
        this.scope = scope;
        this.log = log;
        this.manifests = manifests;
    }

    /** The version that each alias names now. */
    Map<String, Long> read(Set<String> writeIds) {
        EntityState head = new EntityState(log.get(log.size() - 1).state());
        String folder = scope.prefix() + "_aliases/";
        Set<String> aliases = new TreeSet<>();
        for (String key : scope.folder().list(folder)) {
            String[] parts = key.substring(folder.length()).split("/", -1);
            if (scope.findings().require(parts.length == 2, key, Rule.STRAY, "is no entry of an alias")) {
                aliases.add(parts[0]);
            }
        }
        Map<String, Long> named = new TreeMap<>();
        for (String alias : aliases) {
            boolean known = head.protectedAliases().contains(alias);
            scope.findings().require(known, folder + alias, Rule.PROTECTED_ALIAS, "is not among the protected");
            List<LogEntry> entries = LogReading.alias(scope, alias, writeIds);
            entries.forEach(entry -> entry(alias, entry));
            if (!entries.isEmpty()) {
                LogEntry newest = entries.get(entries.size() - 1);
                current(newest, head);
                named.put(alias, value(newest).path("version").asLong());
            }
        }
        return named;
    }

    private void entry(String alias, LogEntry entry) {
        JsonNode value = value(entry);
        require(entry.type().equals("alias"), entry, "is no alias event");
        boolean held = log.stream()
                .filter(each -> each.writeId().equals(value.path("pin").asText())
                        && each.type().equals("pin"))
                .map(each -> new EntityState(each.state()).pins().get(each.writeId()))
                .anyMatch(pin -> pin != null
                        && pin.path("version").asLong() == value.path("version").asLong(-1)
                        && pin.path("holder").asText().equals("alias:" + alias));
        require(held, entry, "no pin of holder alias:" + alias + " for its version");
        long version = value.path("version").asLong();
        boolean digest = manifests.containsKey(version)
                ? manifests.get(version).digest().equals(value.path("digest").asText())
                : Forms.digest(value.path("digest").asText());
        require(digest, entry, "the digest is not version " + version + "'s");
    }

    private void current(LogEntry newest, EntityState head) {
        JsonNode value = value(newest);
        require(head.pins().containsKey(value.path("pin").asText()), newest, "its pin was removed");
        long version = value.path("version").asLong(-1);
        boolean exists = version >= 1 && version <= head.latest() && !head.retired(version);
        require(exists, newest, "names a missing or retired version " + version);
    }

    /** The value stands in the state, as the whole state of an alias's own log. */
    private static JsonNode value(LogEntry entry) {
        return entry.state().has("version") ? entry.state() : entry.event();
    }

    private void require(boolean holds, LogEntry entry, String detail) {
        scope.findings().require(holds, entry.key(), Rule.PROTECTED_ALIAS, detail);
    }
}
