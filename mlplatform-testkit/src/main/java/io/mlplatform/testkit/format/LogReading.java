package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one log folder, of an entity or of a protected alias: keys, numbers, chain, times, ids. */
final class LogReading {
    private static final Pattern KEY = Pattern.compile("([0-9]{10})-([0-9]{10})\\.json");
    private static final int ENTRY_BYTES = 256 * 1024;

    private final EntityScope scope;
    private final Set<String> writeIds;
    private final boolean alias;

    private LogReading(EntityScope scope, Set<String> writeIds, boolean alias) {
        this.scope = scope;
        this.writeIds = writeIds;
        this.alias = alias;
    }

    /** The entity's own log in order of {@code seq}; adds the ids met to {@code writeIds}. */
    static List<LogEntry> entity(EntityScope scope, Set<String> writeIds) {
        return new LogReading(scope, writeIds, false).read(scope.prefix() + "_log/");
    }

    /** A protected alias's log. */
    static List<LogEntry> alias(EntityScope scope, String alias, Set<String> writeIds) {
        return new LogReading(scope, writeIds, true).read(scope.prefix() + "_aliases/" + alias + "/");
    }

    private List<LogEntry> read(String folder) {
        Map<Long, String> keys = new TreeMap<>();
        for (String key : scope.folder().list(folder)) {
            Matcher form = KEY.matcher(key.substring(folder.length()));
            boolean inverted =
                    form.matches() && Long.parseLong(form.group(1)) + Long.parseLong(form.group(2)) == 9_999_999_999L;
            if (scope.findings().require(inverted, key, Rule.LOG_KEY, "is not <inverted>-<seq>.json")) {
                keys.put(Long.parseLong(form.group(2)), key);
            }
        }
        List<LogEntry> entries = new ArrayList<>();
        long next = 0;
        Optional<LogEntry> before = Optional.empty();
        for (var numbered : keys.entrySet()) {
            long seq = numbered.getKey();
            if (!scope.findings().require(seq == next, folder, Rule.LOG_GAP, "no entry " + next)) {
                before = Optional.empty();
            }
            next = seq + 1;
            before = entry(numbered.getValue(), seq, before);
            before.ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<LogEntry> entry(String key, long seq, Optional<LogEntry> before) {
        byte[] bytes = scope.folder().bytes(key);
        scope.findings().require(bytes.length <= ENTRY_BYTES, key, Rule.LIMIT, bytes.length + " bytes");
        String type = CanonicalJson.parse(bytes)
                .map(json -> json.path("event").path("type").asText())
                .orElse("");
        Optional<JsonNode> parsed = scope.json(key, bytes, alias ? MemberOrder.ALIAS_ENTRY : MemberOrder.entry(type));
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        JsonNode json = parsed.get();
        Optional<Instant> time = Forms.time(json.path("time").asText());
        boolean formed = json.path("format").asText().equals("mlplatform.log/1")
                && json.path("seq").isIntegralNumber()
                && json.path("seq").asLong() == seq
                && time.isPresent()
                && json.path("actor").isTextual()
                && !type.isEmpty()
                && json.path("state").isObject();
        scope.findings().require(formed, key, Rule.LOG_ENTRY, "format, seq, time, actor, event or state is malformed");
        LogEntry entry = new LogEntry(key, seq, StoredFolder.sha256(bytes), time.orElse(Instant.MIN), json);
        follows(entry, before);
        return Optional.of(entry);
    }

    private void follows(LogEntry entry, Optional<LogEntry> before) {
        JsonNode parent = entry.json().path("parent");
        Findings findings = scope.findings();
        if (entry.seq() == 0) {
            findings.require(parent.isMissingNode(), entry.key(), Rule.LOG_CHAIN, "entry 0 has a parent");
        } else if (before.isPresent()) {
            findings.require(
                    parent.asText().equals(before.get().digest()),
                    entry.key(),
                    Rule.LOG_CHAIN,
                    "parent is not the digest of entry " + before.get().seq());
            findings.require(
                    entry.time().isAfter(before.get().time()), entry.key(), Rule.LOG_TIME, "not after its parent");
        } else {
            findings.require(Forms.digest(parent.asText()), entry.key(), Rule.LOG_CHAIN, "parent is no digest");
        }
        findings.require(Forms.ulid(entry.writeId()), entry.key(), Rule.WRITE_ID, "writeId is no ULID");
        findings.require(writeIds.add(entry.writeId()), entry.key(), Rule.WRITE_ID, "writeId was used before");
    }
}
