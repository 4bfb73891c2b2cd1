package io.mlplatform.testkit.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads one zone root: its entities, its markers, and every key that is left over. */
final class ZoneReading {
    private static final Set<String> ENTITY_PARTS =
            Set.of("_log", "_aliases", "_versions", "_manifests", "data", "_signatures", "_exports", "_head.json");
    private static final Pattern DOCUMENT = Pattern.compile("_manifests/([^/]+)/[0-9a-f]{64}\\.jsonl?\\.gz");

    private final StoredFolder folder;
    private final Findings findings;
    private final String zone;
    private final String root;
    private final Instant now;
    private final Set<String> reached = new HashSet<>();
    private final List<String> orphans = new ArrayList<>();
    private final List<EntityRecord> entities = new ArrayList<>();

    /** @param root the zone's folder, ending in {@code /} */
    ZoneReading(StoredFolder folder, Findings findings, String zone, String root, Instant now) {
        this.folder = folder;
        this.findings = findings;
        this.zone = zone;
        this.root = root;
        this.now = now;
    }

    ZoneReading read() {
        Set<String> logged = new TreeSet<>();
        for (String key : folder.list(root)) {
            entityOf(key.substring(root.length())).ifPresent(logged::add);
        }
        Set<String> listed = listed();
        for (String name : logged) {
            String prefix = root + name + "/";
            // What a first publish staged before it broke off is no entity yet.
            boolean known =
                    listed.contains(name) || folder.list(prefix + "_log/").isEmpty();
            findings.require(known, prefix, Rule.UNLISTED_ENTITY, "has no key under _entities/");
            findings.require(Forms.entityName(name), prefix, Rule.NAME, "is no entity name");
            EntityScope scope = new EntityScope(folder, findings, zone, name, prefix, reached);
            new EntityReading(scope, now).read().ifPresent(entities::add);
        }
        for (String name : listed) {
            if (entities.stream().noneMatch(entity -> entity.name().equals(name))) {
                orphans.add(root + "_entities/" + name.replace('/', '!'));
            }
        }
        Map<String, VersionRecord> versions = new HashMap<>();
        entities.forEach(entity -> entity.versions()
                .forEach(version ->
                        versions.put("mlp://" + zone + "/" + entity.name() + "@" + version.number(), version)));
        LineageMarkers.check(folder, findings, zone, root, versions);
        folder.list(root).forEach(this::account);
        return this;
    }

    List<EntityRecord> entities() {
        return entities;
    }

    List<String> orphans() {
        return orphans;
    }

    private Set<String> listed() {
        Set<String> names = new TreeSet<>();
        for (String key : folder.list(root + "_entities/")) {
            String name = key.substring((root + "_entities/").length()).replace('!', '/');
            boolean formed = Forms.entityName(name) && key.lastIndexOf('/') == (root + "_entities").length();
            findings.require(formed, key, Rule.NAME, "is no entity name");
            findings.require(folder.isEmpty(key), key, Rule.EMPTY_MARKER, "is not empty");
            names.add(name);
        }
        return names;
    }

    /** The entity that owns this key below the zone root: all up to the first part that the page reserves. */
    private static Optional<String> entityOf(String key) {
        List<String> segments = List.of(key.split("/"));
        for (int i = 1; i < segments.size(); i++) {
            if (ENTITY_PARTS.contains(segments.get(i))) {
                return segments.get(0).startsWith("_")
                        ? Optional.empty()
                        : Optional.of(String.join("/", segments.subList(0, i)));
            }
        }
        return Optional.empty();
    }

    private void account(String key) {
        findings.require(Forms.utf8(key).length <= 1024, key, Rule.KEY_LENGTH, "is over 1,024 bytes");
        String below = key.substring(root.length());
        if (below.startsWith("_entities/") || below.startsWith("_lineage/") || below.startsWith("_probe/")) {
            return;
        }
        Optional<String> entity = entityOf(below);
        String part = entity.map(name -> below.substring(name.length() + 1)).orElse("");
        boolean staged = Forms.txn(segment(part, 1))
                && (part.startsWith("data/") && part.split("/").length > 2
                        || DOCUMENT.matcher(part).matches());
        if (staged && !reached.contains(key)) {
            orphans.add(key);
        }
        boolean checked = part.startsWith("_log/")
                || part.startsWith("_aliases/")
                || part.startsWith("_versions/")
                || part.startsWith("_signatures/")
                || part.startsWith("_exports/")
                || part.equals("_head.json");
        findings.require(staged || checked, key, Rule.STRAY, "is no key of the page");
    }

    private static String segment(String path, int index) {
        String[] segments = path.split("/", -1);
        return index < segments.length ? segments[index] : "";
    }
}
