package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads one entity: its log, then its versions, then everything derived from them. */
final class EntityReading {
    private static final EntityState NOTHING = new EntityState(JsonNodeFactory.instance.objectNode());

    private final EntityScope scope;
    private final Instant now;
    private final Map<Long, Manifest> manifests = new TreeMap<>();
    private final List<VersionRecord> versions = new ArrayList<>();
    private final SchemaCheck schemas;

    /** @param now the time by which a retired version's grace may be over; the head's time counts where it is later */
    EntityReading(EntityScope scope, Instant now) {
        this.scope = scope;
        this.schemas = new SchemaCheck(scope);
        this.now = now;
    }

    /** The entity; empty where its log has no readable entry. */
    Optional<EntityRecord> read() {
        Set<String> writeIds = new HashSet<>();
        List<LogEntry> log = LogReading.entity(scope, writeIds);
        if (log.isEmpty()) {
            return Optional.empty();
        }
        LogEntry head = log.get(log.size() - 1);
        EntityState state = new EntityState(head.state());
        Instant latest = head.time().isAfter(now) ? head.time() : now;
        for (LogEntry commit : log.stream().filter(LogEntry::isCommit).toList()) {
            version(commit, state.dead(commit.event().path("version").asLong(), latest));
        }
        entries(log);
        Map<String, Long> aliases = new TreeMap<>();
        state.aliases().forEach((name, value) -> {
            aliases.put(name, value.path("version").asLong());
            boolean same = stated(value.path("version").asLong())
                    .equals(value.path("digest").asText());
            scope.findings().require(same, head.key(), Rule.STATE, "alias " + name + " has another digest");
        });
        aliases.putAll(new ProtectedAliases(scope, log, manifests).read(writeIds));
        DerivedKeys.check(scope, log, versions.size());
        DataFiles.check(scope, versions);
        return Optional.of(new EntityRecord(
                scope.zone(), scope.name(), head.state().path("kind").asText(), head.seq(), versions, aliases));
    }

    private void version(LogEntry commit, boolean dead) {
        EntityScope reading = dead ? scope.quiet() : scope;
        long number = commit.event().path("version").asLong();
        Optional<Manifest> manifest =
                ManifestReading.read(reading, commit.key(), commit.state().path("content"));
        manifest.ifPresent(each -> manifests.put(number, each));
        List<String> inputs = new ArrayList<>();
        for (String member : List.of("schema", "inputs", "producer", "detail")) {
            JsonNode value = commit.event().path(member);
            MemberOrder order =
                    switch (member) {
                        case "inputs" -> MemberOrder.INPUTS;
                        case "schema" -> MemberOrder.SCHEMA;
                        default -> MemberOrder.SORTED;
                    };
            Optional<JsonNode> document =
                    EntityScope.isDocument(value) ? reading.jsonDocument(value, order) : Optional.of(value);
            if (member.equals("schema")) {
                schemas.check(commit, document);
            }
            if (member.equals("inputs") && document.isPresent()) {
                document.get()
                        .forEach(input -> inputs.add(input.path("ref").asText().split("#", 2)[0]));
            }
        }
        versions.add(new VersionRecord(
                number,
                commit.seq(),
                commit.time(),
                commit.event().path("txn").asText(),
                manifest.map(Manifest::digest)
                        .orElse(commit.state().path("content").path("digest").asText()),
                dead,
                inputs,
                manifest.map(Manifest::rows).orElse(List.of())));
    }

    /** Checks entry after entry against the state before; skips what a gap makes unknowable. */
    private void entries(List<LogEntry> log) {
        EventCheck events = new EventCheck(scope);
        SourceCheck sources = new SourceCheck(scope, manifests);
        long commits = 0;
        long lastCommit = -1;
        long seq = -1;
        EntityState before = NOTHING;
        for (LogEntry entry : log) {
            Limits.check(scope.findings(), entry);
            boolean follows = entry.seq() == seq + 1;
            seq = entry.seq();
            if (entry.isCommit()) {
                commits++;
                lastCommit = entry.seq();
            }
            if (follows) {
                events.check(entry, before);
                new StateCheck(scope.findings(), entry, before).check(commits, lastCommit);
                sources.check(entry, before, events);
            } else {
                commits = new EntityState(entry.state()).latest();
                lastCommit = entry.isCommit()
                        ? entry.seq()
                        : entry.state().path("content").path("seq").asLong(-1);
            }
            before = new EntityState(entry.state());
        }
    }

    private String stated(long version) {
        return versions.stream()
                .filter(each -> each.number() == version)
                .map(VersionRecord::digest)
                .findFirst()
                .orElse("");
    }
}
