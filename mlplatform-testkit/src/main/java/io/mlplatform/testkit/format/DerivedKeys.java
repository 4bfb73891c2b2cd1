package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks version indexes, signatures and {@code _head.json} against the log they follow from. */
final class DerivedKeys {
    private static final Pattern INDEX = Pattern.compile("([0-9]{10})\\.json");
    private static final Pattern SIGNATURE = Pattern.compile("([0-9]{10})\\.sig");

    private DerivedKeys() {}

    static void check(EntityScope scope, List<LogEntry> log, int versions) {
        String indexes = scope.prefix() + "_versions/";
        for (String key : scope.folder().list(indexes)) {
            Matcher name = INDEX.matcher(key.substring(indexes.length()));
            if (scope.findings().require(name.matches(), key, Rule.STRAY, "is no index")) {
                index(scope, log, key, Long.parseLong(name.group(1)));
            }
        }
        String signatures = scope.prefix() + "_signatures/";
        for (String key : scope.folder().list(signatures)) {
            Matcher name = SIGNATURE.matcher(key.substring(signatures.length()));
            boolean known =
                    name.matches() && Long.parseLong(name.group(1)) >= 1 && Long.parseLong(name.group(1)) <= versions;
            scope.findings().require(known, key, Rule.SIGNATURE, "belongs to no version");
        }
        String head = scope.prefix() + "_head.json";
        scope.folder().find(head).ifPresent(bytes -> {
            String digest = StoredFolder.sha256(bytes);
            boolean copy = log.get(0).state().path("kind").asText().equals("run")
                    && log.stream().anyMatch(entry -> entry.digest().equals(digest));
            scope.findings().require(copy, head, Rule.HEAD_COPY, "is no run's copy of an entry");
        });
    }

    private static void index(EntityScope scope, List<LogEntry> log, String key, long version) {
        Optional<JsonNode> parsed = scope.json(key, scope.folder().bytes(key), MemberOrder.index());
        Optional<LogEntry> commit = log.stream()
                .filter(entry ->
                        entry.isCommit() && entry.event().path("version").asLong() == version)
                .findFirst();
        boolean same = parsed.isPresent()
                && commit.isPresent()
                && parsed.get().path("format").asText().equals("mlplatform.version/1")
                && parsed.get().path("version").equals(commit.get().event().path("version"))
                && parsed.get().path("seq").equals(commit.get().json().path("seq"))
                && parsed.get().path("time").equals(commit.get().json().path("time"))
                && parsed.get().path("root").equals(commit.get().state().path("content"))
                && parsed.get().path("commit").equals(commit.get().event());
        scope.findings().require(same, key, Rule.INDEX, "is not what version " + version + "'s entry says");
    }
}
