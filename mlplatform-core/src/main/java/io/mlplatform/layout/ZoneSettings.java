package io.mlplatform.layout;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where one zone lives, and what holds for its place. Immutable.
 *
 * @param root a folder below the opened location, such as {@code datasets}, or a location of its own, such as
 *     {@code s3://acme-prod-datasets}; {@value #TEAM} in it stands for the team, which then has a place to itself
 * @param classification the highest class of data that may lie there
 * @param kmsKey the ARN, id or alias of the key that encrypts there; the store's own key otherwise
 * @param objectLock how long no one, administrators excepted, can delete an object once written; not at all if empty
 */
public record ZoneSettings(
        String root,
        Classification classification,
        Versioning versioning,
        Optional<String> kmsKey,
        Retention retention,
        Optional<Duration> objectLock) {

    /** Stands for the team in a root. */
    public static final String TEAM = "{team}";

    private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*:(///?)?");
    // A segment that is empty or made of dots, at either end or between.
    private static final Pattern UNCLEAN = Pattern.compile("(^|/)\\.{0,2}(/|$)");

    public ZoneSettings {
        if (UNCLEAN.matcher(SCHEME.matcher(root).replaceFirst("")).find()) {
            throw new IllegalArgumentException("a zone cannot live at '" + root
                    + "': name a folder such as 'datasets', or a location such as 's3://bucket/prefix'");
        }
        if (root.replace(TEAM, "").matches(".*[{}].*")) {
            throw new IllegalArgumentException("only " + TEAM + " can be filled in: '" + root + "'");
        }
        if (classification.holds(Classification.CONFIDENTIAL) && kmsKey.isEmpty()) {
            throw new IllegalArgumentException(classification + " data at '" + root
                    + "' is encrypted with a key of its own: name it, withKmsKey(…)");
        }
        objectLock.ifPresent(Retention::requireDays);
    }

    /** Internal data at this root, without versioning and locks. */
    public static ZoneSettings at(String root) {
        return new ZoneSettings(
                root,
                Classification.INTERNAL,
                Versioning.OFF,
                Optional.empty(),
                Retention.defaults(),
                Optional.empty());
    }

    /** The same rules at another root. */
    public ZoneSettings withRoot(String newRoot) {
        return new ZoneSettings(newRoot, classification, versioning, kmsKey, retention, objectLock);
    }

    /** The same for public or internal data. */
    public ZoneSettings withClassification(Classification other) {
        return new ZoneSettings(root, other, versioning, kmsKey, retention, objectLock);
    }

    /** The same for data of a class that is encrypted with {@code key}. */
    public ZoneSettings withClassification(Classification other, String key) {
        return new ZoneSettings(root, other, versioning, Optional.of(key), retention, objectLock);
    }

    public ZoneSettings withVersioning(Versioning other) {
        return new ZoneSettings(root, classification, other, kmsKey, retention, objectLock);
    }

    public ZoneSettings withKmsKey(String key) {
        return new ZoneSettings(root, classification, versioning, Optional.of(key), retention, objectLock);
    }

    public ZoneSettings withRetention(Retention other) {
        return new ZoneSettings(root, classification, versioning, kmsKey, other, objectLock);
    }

    /** The same, where nothing can be deleted for this time; switches versioning on, which S3 asks for. */
    public ZoneSettings withObjectLock(Duration time) {
        return new ZoneSettings(root, classification, Versioning.ON, kmsKey, retention, Optional.of(time));
    }

    /** True where each team has a place to itself. */
    public boolean isByTeam() {
        return root.contains(TEAM);
    }

    /** True where the root is a location of its own, not a folder below the opened one. */
    public boolean isElsewhere() {
        return root.contains(":");
    }
}
