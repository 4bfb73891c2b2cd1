package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks that each entry's state is the state before it, changed by its event alone. */
final class StateCheck {
    private static final int MOST_WRITERS = 256;
    private static final List<String> MEMBERS = List.of(
            "kind",
            "latest",
            "aliases",
            "protected",
            "retired",
            "pins",
            "labels",
            "sealed",
            "writers",
            "writersFloor",
            "condemnedAt");
    private static final Map<String, Set<String>> CHANGES = Map.ofEntries(
            Map.entry("create", Set.copyOf(MEMBERS)),
            Map.entry("commit", Set.of("latest", "labels", "writers", "writersFloor")),
            Map.entry("alias", Set.of("aliases")),
            Map.entry("annotate", Set.of("labels", "protected")),
            Map.entry("retire", Set.of("retired")),
            Map.entry("pin", Set.of("pins")),
            Map.entry("unpin", Set.of("pins")),
            Map.entry("condemn", Set.of("condemnedAt")),
            Map.entry("swept", Set.of()),
            Map.entry("seal", Set.of("sealed")),
            Map.entry("reopen", Set.of("sealed", "labels", "protected")),
            Map.entry("noop", Set.of()));

    private final Findings findings;
    private final LogEntry entry;
    private final EntityState before;
    private final EntityState after;

    /** @param before the state of the entry before, an empty object for entry 0 */
    StateCheck(Findings findings, LogEntry entry, EntityState before) {
        this.findings = findings;
        this.entry = entry;
        this.before = before;
        this.after = new EntityState(entry.state());
    }

    /** Checks entry after entry; {@code lastCommit} is the newest commit's seq so far, this one's included, or -1. */
    void check(long commits, long lastCommit) {
        require(after.json().path("kind").isTextual(), "no kind");
        require(after.latest() == commits, "latest is " + after.latest() + " after " + commits + " commits");
        content(lastCommit);
        if (CHANGES.containsKey(entry.type()) && !before.isNothing()) {
            Set<String> changes = CHANGES.get(entry.type());
            for (String member : MEMBERS) {
                boolean same = before.json().path(member).equals(after.json().path(member));
                require(same || changes.contains(member), member + " changed by " + entry.type());
            }
        }
        aliases();
        retired();
        pins();
        writers();
        require(after.protectedAliases().containsAll(before.protectedAliases()), "protected lost a name");
        boolean named = after.protectedAliases().stream().allMatch(Forms::alias)
                && after.protectedAliases().size()
                        == after.json().path("protected").size();
        require(named, "protected repeats a name, or has one that is no alias");
        long condemned = entry.type().equals("condemn") ? entry.seq() : before.condemnedAt();
        require(after.condemnedAt() == condemned, "condemnedAt is not the newest condemn's seq");
        require(after.sealed() == sealed(), "sealed does not follow from the events");
    }

    private boolean sealed() {
        return entry.type().equals("seal") || before.sealed() && !entry.type().equals("reopen");
    }

    private void content(long lastCommit) {
        JsonNode content = after.json().path("content");
        if (lastCommit < 0) {
            require(content.isMissingNode(), "content before the first commit");
        } else if (entry.isCommit()) {
            require(content.has("format") || EntityScope.isDocument(content), "content of a commit is no root");
        } else {
            boolean pointer = content.size() == 1 && content.path("seq").asLong(-1) == lastCommit;
            require(pointer, "content is not {\"seq\":" + lastCommit + "}");
        }
    }

    private void aliases() {
        after.aliases().forEach((name, value) -> {
            long version = value.path("version").asLong(-1);
            boolean formed = Forms.alias(name)
                    && Forms.digest(value.path("digest").asText())
                    && Forms.time(value.path("since").asText())
                            .filter(since -> !since.isAfter(entry.time()))
                            .isPresent();
            require(formed, "alias " + name + " is malformed");
            boolean exists = version >= 1 && version <= after.latest() && !after.retired(version);
            require(exists, "alias " + name + " names a missing or retired version " + version);
            require(!after.protectedAliases().contains(name), "alias " + name + " is protected");
        });
    }

    private void retired() {
        long next = 1;
        for (JsonNode range : after.retiredRanges()) {
            long from = range.path("from").asLong(-1);
            long to = range.path("to").asLong(-1);
            require(from >= next && to >= from && to < after.latest(), "retired ranges are not apart, or reach latest");
            require(Forms.time(range.path("until").asText()).isPresent(), "until of a retired range is no time");
            next = to + 1;
        }
        for (JsonNode range : before.retiredRanges()) {
            for (long v = range.path("from").asLong(); v <= range.path("to").asLong(); v++) {
                require(after.retired(v), "version " + v + " is no longer retired");
            }
        }
    }

    private void pins() {
        Set<String> kept = new TreeSet<>(before.pins().keySet());
        if (entry.type().equals("pin")) {
            kept.add(entry.writeId());
            JsonNode pin =
                    after.pins().getOrDefault(entry.writeId(), entry.state().path("pins"));
            long version = pin.path("version").asLong(-1);
            boolean there = version >= 1 && version <= after.latest() && !after.retired(version);
            require(pin.path("holder").isTextual() && there, "the pin lacks a holder or a version not retired");
        }
        boolean follows = entry.type().equals("unpin")
                ? kept.containsAll(after.pins().keySet())
                : kept.equals(after.pins().keySet());
        require(follows, "pins do not follow from the events");
    }

    private void writers() {
        JsonNode token = entry.event().path("token");
        Map<String, JsonNode> expected = new TreeMap<>(before.writers());
        long floor = before.json().path("writersFloor").asLong(-1);
        if (entry.isCommit() && token.isObject()) {
            String writer = token.path("writer").asText();
            JsonNode value = after.writers().getOrDefault(writer, entry.state().path("writers"));
            boolean same = value.path("sequence").equals(token.path("sequence"))
                    && value.path("version").asLong()
                            == entry.event().path("version").asLong()
                    && value.path("seq").asLong() == entry.seq();
            require(same, "writer " + writer + " is not the commit's token");
            expected.put(writer, value);
        }
        while (expected.size() > MOST_WRITERS) {
            Map.Entry<String, JsonNode> oldest = expected.entrySet().stream()
                    .min(Comparator.comparingLong(writer -> seq(writer.getValue())))
                    .orElseThrow();
            floor = Math.max(floor, seq(oldest.getValue()));
            expected.remove(oldest.getKey());
        }
        require(expected.equals(after.writers()), "writers do not follow from the events");
        require(after.json().path("writersFloor").asLong(-1) == floor, "writersFloor is not the evicted seq");
    }

    private static long seq(JsonNode writer) {
        return writer.path("seq").asLong();
    }

    private void require(boolean holds, String detail) {
        findings.require(holds, entry.key(), Rule.STATE, detail);
    }
}
