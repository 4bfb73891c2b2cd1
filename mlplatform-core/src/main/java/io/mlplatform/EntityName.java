package io.mlplatform;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a dataset, model, run, feature group or pipeline: 2 to 6 segments joined by {@code /}, the first of them
 * the team; 100 bytes in all. A segment begins with a lower-case letter or digit and goes on with those, {@code .},
 * {@code _} or {@code -}, up to 63 characters; none is {@code data}. Immutable.
 */
public record EntityName(String value) implements Serializable, Comparable<EntityName> {

    private static final Pattern SEGMENT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final int MAX_BYTES = 100;
    private static final int MAX_SEGMENTS = 6;

    public EntityName {
        List<String> segments = List.of(value.split("/", -1));
        if (segments.size() < 2 || segments.size() > MAX_SEGMENTS) {
            throw refused(value, "it needs 2 to 6 segments, such as 'growth/churn'");
        }
        for (String segment : segments) {
            if (!SEGMENT.matcher(segment).matches()) {
                throw refused(value, "segment '" + segment + "' is not of the form [a-z0-9][a-z0-9._-]{0,62}");
            }
            if (segment.equals("data")) {
                throw refused(value, "no segment may be 'data': that folder holds an entity's files");
            }
        }
        if (value.length() > MAX_BYTES) {
            throw refused(value, "it is longer than 100 bytes: shorten it");
        }
    }

    public static EntityName of(String value) {
        return new EntityName(value);
    }

    /** The first segment. */
    public String team() {
        return value.substring(0, value.indexOf('/'));
    }

    private static IllegalArgumentException refused(String value, String why) {
        return new IllegalArgumentException("not an entity name: '" + value + "': " + why);
    }

    @Override
    public int compareTo(EntityName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
