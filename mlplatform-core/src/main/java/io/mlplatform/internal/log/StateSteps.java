package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.MlPlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what an entry changed in the state that its event does not change (format, section 2). For one thread. */
final class StateSteps {

    private static final Set<String> MEMBERS = Set.of(
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
    private static final Map<String, Set<String>> CHANGED = Map.ofEntries(
            Map.entry("create", MEMBERS),
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

    private Optional<EntityState> before = Optional.empty();
    private long lastCommit = -1;

    /** What is wrong with this entry, which follows the one given before. */
    List<String> check(Head head) {
        List<String> problems = new ArrayList<>();
        try {
            EntityState state = EntityState.of(head.entry().state(), "entry " + head.seq());
            before.ifPresent(last -> members(last, state, head, problems));
            content(state, head, problems);
            before = Optional.of(state);
        } catch (MlPlatformException | IllegalArgumentException e) {
            problems.add("has a state that cannot be read: " + e.getMessage());
        }
        return problems;
    }

    private void members(EntityState last, EntityState state, Head head, List<String> problems) {
        String type = head.entry().type();
        // An event of a newer writer may change what it likes; nothing is appended on it here.
        Set<String> changed = CHANGED.getOrDefault(type, MEMBERS);
        boolean begins = last.kind().equals(LogEvent.Create.NOTHING) && last.latest() == 0;
        for (String member : MEMBERS) {
            JsonNode was = last.toJson().path(member);
            if (!begins
                    && !changed.contains(member)
                    && !was.equals(state.toJson().path(member))) {
                problems.add("changes '" + member + "', which its event '" + type + "' does not");
            }
        }
        if (!state.protectedAliases().containsAll(last.protectedAliases())) {
            problems.add("takes the protection from an alias");
        }
    }

    private void content(EntityState state, Head head, List<String> problems) {
        boolean commit = head.entry().type().equals("commit");
        long latest = before.map(EntityState::latest).orElse(0L) + (commit ? 1 : 0);
        if (state.latest() != latest) {
            problems.add("says that the latest version is " + state.latest() + ", after " + latest + " commits");
        }
        if (commit) {
            lastCommit = head.seq();
        } else if (lastCommit >= 0
                && !state.content()
                        .map(root -> root.node().size() == 1 && root.number("seq", -1) == lastCommit)
                        .orElse(false)) {
            problems.add("does not name entry " + lastCommit + ", the newest commit, for the content");
        }
    }
}
