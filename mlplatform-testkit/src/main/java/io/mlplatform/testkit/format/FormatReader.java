package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a platform on a local disk, or in memory, and tells where it does not follow the format page. It reads only, knows
 * nothing but the page, and goes on after a finding as far as it can. The folder must be at rest.
 */
public final class FormatReader {
    private static final String LAYOUT = "_platform/layout.json";
    private static final Set<String> ZONES = Set.of("experiments", "features", "datasets", "pipelines", "models");

    private final StoredFolder folder;
    private final Findings findings = new Findings();

    private FormatReader(StoredFolder folder) {
        this.folder = folder;
    }

    /** Reads the folder at {@code root}; a version counts as dead once its grace is over by its entity's own log. */
    public static FormatReport read(Path root) {
        return read(root, Instant.MIN);
    }

    /** Reads the folder as of {@code now}: retired versions whose grace was over by then need not be there. */
    public static FormatReport read(Path root, Instant now) {
        return new FormatReader(new StoredFolder(root)).report(now);
    }

    /** Reads a platform that is held in memory, its objects by key, as of {@code now}. */
    public static FormatReport read(Map<String, byte[]> objects, Instant now) {
        return new FormatReader(new StoredFolder(objects)).report(now);
    }

    /** Prints the report of the folder that the one argument names; exits with 1 if there are findings. */
    public static void main(String... arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: FormatReader <folder>");
            System.exit(2);
        }
        FormatReport report = read(Path.of(arguments[0]), Clock.systemUTC().instant());
        System.out.print(report.text());
        System.out.println(report);
        System.exit(report.findings().isEmpty() ? 0 : 1);
    }

    private FormatReport report(Instant now) {
        List<EntityRecord> entities = new ArrayList<>();
        List<String> orphans = new ArrayList<>();
        Map<String, String> roots = roots();
        roots.forEach((root, zone) -> {
            findings.require(Forms.utf8(root).length <= 150, root, Rule.KEY_LENGTH, "a zone root over 150 bytes");
            ZoneReading reading = new ZoneReading(folder, findings, zone, root, now).read();
            entities.addAll(reading.entities());
            orphans.addAll(reading.orphans());
        });
        for (String key : folder.keys()) {
            boolean known = key.equals(LAYOUT)
                    || key.startsWith(".tmp/")
                    || roots.keySet().stream().anyMatch(key::startsWith);
            findings.require(known, key, Rule.STRAY, "is no key of the page");
        }
        return new FormatReport(entities, findings.list(), orphans);
    }

    /** The zone of each folder, which ends in {@code /}: one a zone, or one a team of it. */
    private Map<String, String> roots() {
        Map<String, String> roots = new TreeMap<>();
        Optional<byte[]> bytes = folder.find(LAYOUT);
        Optional<JsonNode> layout = bytes.flatMap(CanonicalJson::parse);
        boolean formed = layout.isPresent()
                && layout.get().path("format").asText().equals("mlplatform.layout/1")
                && layout.get().path("zones").isObject();
        if (findings.require(formed, LAYOUT, Rule.LAYOUT, "is missing, no JSON or of another format")) {
            boolean canonical = CanonicalJson.isCanonical(bytes.orElseThrow(), layout.get(), MemberOrder.LAYOUT);
            findings.require(canonical, LAYOUT, Rule.CANONICAL_JSON, "is not the canonical form of its value");
            layout.get().path("zones").properties().forEach(zone -> {
                findings.require(ZONES.contains(zone.getKey()), LAYOUT, Rule.LAYOUT, "unknown zone " + zone.getKey());
                String root =
                        zone.getValue().path("root").asText(zone.getValue().asText());
                if (root.contains("{team}")) {
                    layout.get()
                            .path("teams")
                            .forEach(team -> roots.put(root.replace("{team}", team.asText()) + "/", zone.getKey()));
                } else {
                    roots.put(root + "/", zone.getKey());
                }
            });
        }
        return roots;
    }
}
