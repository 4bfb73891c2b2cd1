package io.mlplatform.testkit.format;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entity, as its logs tell.
 *
 * @param kind {@code dataset}, {@code model} …
 * @param head the newest {@code seq}
 * @param versions in order
 * @param aliases plain and protected, with the version each names
 */
public record EntityRecord(
        String zone, String name, String kind, long head, List<VersionRecord> versions, Map<String, Long> aliases) {
    public EntityRecord {
        versions = List.copyOf(versions);
        aliases = Map.copyOf(aliases);
    }

    /** The newest version. */
    public Optional<VersionRecord> latest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    /** The version of this number. */
    public Optional<VersionRecord> version(long number) {
        return versions.stream().filter(each -> each.number() == number).findFirst();
    }

    /** The newest version at that time, inclusive. */
    public Optional<VersionRecord> versionAt(Instant time) {
        return versions.stream().filter(each -> !each.time().isAfter(time)).reduce((older, newer) -> newer);
    }

    /** The version that the alias names; {@code latest} is the newest. */
    public Optional<VersionRecord> resolve(String alias) {
        if (alias.equals("latest")) {
            return latest();
        }
        return Optional.ofNullable(aliases.get(alias)).flatMap(this::version);
    }

    @Override
    public String toString() {
        return "mlp://" + zone + "/" + name + " (" + kind + ", head " + head + ", aliases " + aliases + ")";
    }
}
