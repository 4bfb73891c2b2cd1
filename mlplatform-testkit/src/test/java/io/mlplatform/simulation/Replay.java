package io.mlplatform.simulation;

import static io.mlplatform.simulation.Judgement.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.testkit.format.EntityRecord;
import io.mlplatform.testkit.format.FileRow;
import io.mlplatform.testkit.format.FormatReport;
import io.mlplatform.testkit.format.VersionRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The sequential model: the publishes in the order of the log, one after the other, must make just what is there. */
final class Replay {

    private final World world;
    private final FormatReport report;
    private final Map<String, Attempt> senders = new HashMap<>();

    Replay(World world, FormatReport report) {
        this.world = world;
        this.report = report;
        world.attempts().forEach(attempt -> attempt.sent().keySet().forEach(id -> senders.put(id, attempt)));
    }

    void check() {
        for (String entity : List.of(Places.dataset(Places.FLAT), Places.dataset(Places.PARTITIONED), Places.model())) {
            List<Map<String, String>> versions = versions(entity);
            stored(entity, versions);
            observed(entity, versions);
        }
    }

    /** What each version must hold; that of no version, 0, is empty. */
    private List<Map<String, String>> versions(String entity) {
        List<Map<String, String>> versions = new ArrayList<>(List.of(Map.of()));
        Set<String> tokens = new HashSet<>();
        for (Truth.Stored entry : world.truth().log(Places.log(entity))) {
            if (entry.isCommit()) {
                Attempt attempt = senders.get(entry.writeId());
                require(attempt != null, entry + " was sent by nobody");
                versions.add(after(Objects.requireNonNull(attempt), entry, versions));
                require(token(entry).isEmpty() || tokens.add(token(entry)), token(entry) + " was committed twice");
            }
        }
        return versions;
    }

    /** {@code writer/sequence} of a commit, or empty. */
    static String token(Truth.Stored entry) {
        JsonNode token = entry.event().path("token");
        return token.isObject()
                ? token.path("writer").asText() + "/" + token.path("sequence").asLong()
                : "";
    }

    private Map<String, String> after(Attempt attempt, Truth.Stored entry, List<Map<String, String>> versions) {
        Intent intent = attempt.intent();
        long version = entry.event().path("version").asLong();
        int base = entry.event().path("base").asInt(0);
        require(version == versions.size(), entry + " is not version " + versions.size());
        require(intent.mode().equals(entry.event().path("mode").asText()), attempt + " stands as " + entry);
        require(
                base >= world.truth().latest(entry.log(), attempt.began()),
                attempt + " builds on version " + base + ", which was outdated when it began");
        Map<String, String> before = versions.get(versions.size() - 1);
        Map<String, String> after = new TreeMap<>(before);
        boolean isModel = entry.log().startsWith("models/");
        Scope scope = isModel ? path -> false : Scope.of(intent);
        scope.requireAgree(attempt, versions.get(base), before, intent);
        if (intent.mode().equals("append")) {
            intent.added()
                    .forEach((path, sha) ->
                            require(before.getOrDefault(path, sha).equals(sha), attempt + " replaced " + path));
        } else {
            after.keySet().removeIf(isModel ? path -> true : scope::covers);
        }
        after.putAll(intent.added());
        return after;
    }

    private void stored(String entity, List<Map<String, String>> versions) {
        int slash = entity.indexOf('/');
        List<VersionRecord> records = report.entity(entity.substring(0, slash), entity.substring(slash + 1))
                .map(EntityRecord::versions)
                .orElse(List.of());
        require(records.size() == versions.size() - 1, entity + " has " + records.size() + " versions");
        for (VersionRecord version : records) {
            Map<String, String> files = new TreeMap<>();
            version.files().forEach(row -> put(files, row));
            require(
                    version.dead() || files.equals(versions.get((int) version.number())),
                    entity + " " + version + " holds " + files + " in place of "
                            + versions.get((int) version.number()));
        }
    }

    private static void put(Map<String, String> files, FileRow row) {
        files.put(row.path(), row.identity());
    }

    private void observed(String entity, List<Map<String, String>> versions) {
        Map<Long, String> digests = new HashMap<>();
        for (Observation observation : world.observations()) {
            if (observation.entity().equals(entity)) {
                String known = digests.computeIfAbsent(observation.version(), version -> observation.digest());
                Map<String, String> expected = versions.get((int) observation.version());
                require(known.equals(observation.digest()), observation + " had the digest " + known);
                require(observation.files().orElse(expected).equals(expected), observation + " is " + expected);
            }
        }
    }
}
