package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks an event's own members against its type, its place in the log and the state before. */
final class EventCheck {
    private static final Set<String> TYPES = Set.of(
            "create",
            "commit",
            "alias",
            "annotate",
            "retire",
            "pin",
            "unpin",
            "condemn",
            "swept",
            "seal",
            "reopen",
            "noop");
    private static final Set<String> WHEN_SEALED = Set.of("reopen", "retire", "unpin", "condemn", "swept", "noop");
    private static final Set<String> MODES = Set.of("append", "replace", "overwrite-partitions", "delete", "compact");
    private static final Pattern PINNED_REFERENCE = Pattern.compile(
            "mlp://(experiments|features|datasets|pipelines|models)/([^@#]+)@([1-9][0-9]*)(#[0-9a-f]+)?");

    private final EntityScope scope;
    private final Set<String> committed = new TreeSet<>();
    private final Set<String> condemned = new TreeSet<>();

    EventCheck(EntityScope scope) {
        this.scope = scope;
    }

    /** Checks the next entry; {@code before} is the state it was written upon. */
    void check(LogEntry entry, EntityState before) {
        JsonNode event = entry.event();
        require(TYPES.contains(entry.type()), entry, "unknown type " + entry.type());
        require(!before.sealed() || WHEN_SEALED.contains(entry.type()), entry, entry.type() + " while sealed");
        if (entry.abandonsFirst()) {
            require(entry.seq() == 0 || before.isNothing(), entry, "the state forgets what was created");
        } else if (before.isNothing()) {
            boolean creates = entry.type().equals("create") || entry.isCommit();
            require(creates && event.path("kind").isTextual(), entry, "the first entry creates nothing");
            require(event.path("kind").equals(entry.state().path("kind")), entry, "kind is not the state's");
            require(
                    event.path("protected").equals(entry.state().path("protected")),
                    entry,
                    "protected is not the state's");
        } else {
            require(!entry.type().equals("create") && !event.has("kind"), entry, "creates again");
        }
        if (entry.isCommit()) {
            commit(entry, before);
        } else if (entry.type().equals("condemn")) {
            boolean chained = event.path("previous").asLong(-1) == before.condemnedAt();
            require(chained && event.path("txns").size() > 0, entry, "previous is not the condemn before, or no txns");
            event.path("txns").forEach(txn -> condemned.add(txn.asText()));
        } else if (entry.type().equals("noop") && event.has("abandons")) {
            require(Forms.ulid(event.path("abandons").asText()), entry, "abandons no writeId");
        }
    }

    /** Whether an earlier condemn named the txn. */
    boolean isCondemned(String txn) {
        return condemned.contains(txn);
    }

    private void commit(LogEntry entry, EntityState before) {
        JsonNode event = entry.event();
        long latest = Math.max(before.latest(), 0);
        String txn = event.path("txn").asText();
        require(event.path("version").asLong() == latest + 1, entry, "version is not latest + 1");
        require(Forms.txn(txn), entry, "txn is no lower-case ULID");
        require(committed.add(txn), entry, "txn was committed before");
        scope.findings().require(!isCondemned(txn), entry.key(), Rule.FENCE, "commits the condemned txn " + txn);
        require(MODES.contains(event.path("mode").asText()), entry, "unknown mode");
        require(event.path("base").asLong(0) <= latest, entry, "base is no earlier version");
        require(event.path("baseSeq").asLong(-1) < entry.seq(), entry, "baseSeq is not before the entry");
        for (JsonNode source : event.path("sources")) {
            boolean usable = source.isIntegralNumber()
                    && source.asLong() >= 1
                    && source.asLong() <= latest
                    && !before.retired(source.asLong());
            scope.findings().require(usable, entry.key(), Rule.SOURCES, "source " + source + " is missing or retired");
        }
        if (event.path("inputs").isArray()) {
            event.path("inputs").forEach(input -> input(entry, input));
        }
    }

    private void input(LogEntry entry, JsonNode input) {
        var reference = PINNED_REFERENCE.matcher(input.path("ref").asText());
        boolean pinned = reference.matches()
                && Forms.entityName(reference.group(2))
                && Forms.digest(input.path("digest").asText());
        require(pinned, entry, "input " + input.path("ref").asText() + " is not pinned by number and digest");
    }

    private void require(boolean holds, LogEntry entry, String detail) {
        scope.findings().require(holds, entry.key(), Rule.EVENT, detail);
    }
}
