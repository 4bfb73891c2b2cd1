package io.mlplatform.testkit.format;

import java.util.List;
import java.util.Optional;

/**
 * What one reading of a folder found.
 *
 * @param entities those with a readable log, by zone and name
 * @param findings where the folder does not follow the page; empty if it does to the letter
 * @param orphans keys that are in order but that nothing live reaches: what aborted or dead publishes staged, and
 *     entities announced but never created
 */
public record FormatReport(List<EntityRecord> entities, List<Finding> findings, List<String> orphans) {
    public FormatReport {
        entities = List.copyOf(entities);
        findings = List.copyOf(findings);
        orphans = List.copyOf(orphans);
    }

    /** The entity of this zone and name. */
    public Optional<EntityRecord> entity(String zone, String name) {
        return entities.stream()
                .filter(each -> each.zone().equals(zone) && each.name().equals(name))
                .findFirst();
    }

    /** All of it, one line each. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (EntityRecord entity : entities) {
            text.append(entity).append('\n');
            entity.versions()
                    .forEach(version -> text.append("  ").append(version).append('\n'));
        }
        orphans.forEach(orphan -> text.append("orphan ").append(orphan).append('\n'));
        findings.forEach(finding -> text.append(finding).append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return entities.size() + " entities, " + findings.size() + " findings, " + orphans.size() + " orphans";
    }
}
