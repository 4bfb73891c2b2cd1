package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks where a commit's entries and documents come from, and that a condemn names nothing live. */
final class SourceCheck {
    private final EntityScope scope;
    private final Map<Long, Manifest> manifests;

    /** @param manifests of the versions that can still be read, by number */
    SourceCheck(EntityScope scope, Map<Long, Manifest> manifests) {
        this.scope = scope;
        this.manifests = manifests;
    }

    void check(LogEntry entry, EntityState before, EventCheck events) {
        if (entry.isCommit()) {
            commit(entry, events);
        } else if (entry.type().equals("condemn")) {
            condemn(entry, before);
        }
    }

    private void commit(LogEntry entry, EventCheck events) {
        long version = entry.event().path("version").asLong();
        Manifest manifest = manifests.getOrDefault(version, new Manifest("", List.of(), List.of(), Set.of()));
        for (String txn : manifest.txns()) {
            require(!events.isCondemned(txn), entry, Rule.FENCE, "reaches the condemned txn " + txn);
        }
        if (manifests.containsKey(1L) && manifests.containsKey(version)) {
            boolean same = manifests.get(1L).partitionBy().equals(manifest.partitionBy());
            require(same, entry, Rule.PARTITION, "partitionBy is not the first commit's");
        }
        String own = entry.event().path("txn").asText();
        Set<FileRow> added = new HashSet<>();
        Set<FileRow> carried = new HashSet<>();
        for (FileRow row : manifest.rows()) {
            (row.txn().equals(own) ? added : carried).add(row);
        }
        taken(entry, own, manifest, carried);
        List<FileRow> touched = new ArrayList<>();
        Boundaries.cut(manifest.rows()).stream()
                .filter(segment -> segment.stream().anyMatch(added::contains))
                .forEach(touched::addAll);
        PathClash.find(touched, added).ifPresent(clash -> require(false, entry, Rule.PATH_CLASH, clash));
    }

    /** Registered files may be new without a txn of their own; staged files and documents may not. */
    private void taken(LogEntry entry, String own, Manifest manifest, Set<FileRow> carried) {
        Set<FileRow> rows = new HashSet<>();
        Set<String> documents = new HashSet<>();
        for (JsonNode source : entry.event().path("sources")) {
            if (!manifests.containsKey(source.asLong())) {
                return;
            }
            rows.addAll(manifests.get(source.asLong()).rows());
            documents.addAll(manifests.get(source.asLong()).documents());
        }
        for (FileRow row : carried) {
            boolean known = !row.staged() || rows.contains(row);
            require(known, entry, Rule.SOURCES, row.path() + " is neither its own nor of its sources");
        }
        for (String document : manifest.documents()) {
            boolean known = Manifest.txn(document).equals(own) || documents.contains(document);
            require(known, entry, Rule.SOURCES, document + " is neither its own nor of its sources");
        }
    }

    private void condemn(LogEntry entry, EntityState before) {
        Set<String> condemned = new HashSet<>();
        entry.event().path("txns").forEach(txn -> condemned.add(txn.asText()));
        manifests.forEach((version, manifest) -> {
            boolean live = version <= before.latest() && !before.dead(version, entry.time());
            boolean named = live && manifest.txns().stream().anyMatch(condemned::contains);
            require(!named, entry, Rule.FENCE, "condemns a txn that version " + version + " needs");
        });
    }

    private void require(boolean holds, LogEntry entry, Rule rule, String detail) {
        scope.findings().require(holds, entry.key(), rule, detail);
    }
}
