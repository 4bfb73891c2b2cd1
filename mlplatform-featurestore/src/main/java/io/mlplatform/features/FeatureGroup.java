package io.mlplatform.features;

import io.mlplatform.EntityName;
import io.mlplatform.layout.Classification;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a feature group holds: features of one kind of thing, which its keys name, each value from an event time on.
 * Immutable and serializable.
 *
 * @param keys which together name the thing; one at least, and none is a DOUBLE or a VECTOR
 * @param eventTime the name of the column that says from when on a row's values hold
 * @param owner who answers questions about it; may be empty
 * @param tags words for finding it, by name
 * @param classification of its data, {@code INTERNAL} unless said otherwise; its zone must hold that class, and so must every
 *     place of a training set with its features
 */
public record FeatureGroup(
        EntityName name,
        List<FeatureColumn> keys,
        String eventTime,
        List<FeatureColumn> features,
        TimeToLive timeToLive,
        String owner,
        String description,
        Map<String, String> tags,
        Classification classification)
        implements Serializable {

    public FeatureGroup {
        keys = List.copyOf(keys);
        features = List.copyOf(features);
        tags = Tags.of(tags);
        FeatureColumn.requireName(eventTime);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(name + " has no key: name the columns that say what a row is about");
        }
        for (FeatureColumn key : keys) {
            if (key.type() == FeatureType.DOUBLE || key.type() == FeatureType.VECTOR) {
                throw new IllegalArgumentException("key '" + key.name() + "' of " + name + " is a " + key.type()
                        + ", which has no equality to rely on: use LONG or STRING");
            }
        }
        String status = statusColumn(name);
        Set<String> names = new HashSet<>(Set.of(FeatureColumn.folded(eventTime)));
        for (FeatureColumn column : concat(keys, features)) {
            if (FeatureColumn.folded(column.name()).equals(FeatureColumn.folded(status))) {
                throw new IllegalArgumentException("'" + column.name() + "' of " + name
                        + " is the column in which training sets say what was found: choose another");
            }
            if (!names.add(FeatureColumn.folded(column.name()))) {
                throw new IllegalArgumentException(name + " has two columns '" + column.name()
                        + "', where upper and lower case count as the same: rename one");
            }
        }
    }

    /** Begins the definition of the group {@code <team>/<group>}. */
    public static Builder named(String name) {
        return new Builder(EntityName.of(name));
    }

    /** Keys, then features. */
    List<FeatureColumn> columns() {
        return concat(keys, features);
    }

    /** The column in which a training set says what was found. */
    String statusColumn() {
        return statusColumn(name);
    }

    private static String statusColumn(EntityName name) {
        String group = name.value().substring(name.value().lastIndexOf('/') + 1);
        return group.replaceAll("[.-]", "_") + "_status";
    }

    /** True where {@code later} has the same rows and more, as high a class, and whatever words about them. */
    boolean evolvesTo(FeatureGroup later) {
        return name.equals(later.name)
                && later.keys.size() == keys.size()
                && begins(later.keys, keys)
                && eventTime.equals(later.eventTime)
                && timeToLive.equals(later.timeToLive)
                && begins(later.features, features)
                && later.classification.holds(classification);
    }

    private static boolean begins(List<FeatureColumn> later, List<FeatureColumn> earlier) {
        return later.size() >= earlier.size()
                && IntStream.range(0, earlier.size())
                        .allMatch(i -> earlier.get(i).holdsValuesOf(later.get(i)));
    }

    private static List<FeatureColumn> concat(List<FeatureColumn> keys, List<FeatureColumn> features) {
        return Stream.concat(keys.stream(), features.stream()).toList();
    }

    @Override
    public String toString() {
        return name + " by " + keys + " at " + eventTime + ": " + features.size() + " features, " + timeToLive;
    }

    /** Collects a definition; for one thread. */
    public static final class Builder {
        private final EntityName name;
        private final List<FeatureColumn> keys = new ArrayList<>();
        private final List<FeatureColumn> features = new ArrayList<>();
        private String eventTime = "event_time";
        private TimeToLive timeToLive = TimeToLive.unlimited();
        private String owner = "";
        private String description = "";
        private final Map<String, String> tags = new TreeMap<>();
        private Classification classification = Classification.INTERNAL;

        private Builder(EntityName name) {
            this.name = name;
        }

        /** Adds a key column; several are compared together, as a tuple. */
        public Builder key(String column, FeatureType type) {
            return key(new FeatureColumn(column, type));
        }

        /** Adds a key column, with what is said of it. */
        public Builder key(FeatureColumn column) {
            keys.add(column);
            return this;
        }

        /** The column with the event time; {@code event_time} unless said otherwise. */
        public Builder eventTime(String column) {
            eventTime = column;
            return this;
        }

        /** Adds a feature, behind those before. */
        public Builder feature(String column, FeatureType type) {
            return feature(new FeatureColumn(column, type));
        }

        /** Adds a feature, behind those before: a {@link FeatureColumn#vector}, or one with a description and tags. */
        public Builder feature(FeatureColumn column) {
            features.add(column);
            return this;
        }

        /** How long a value holds, inclusive; without this, until the next one. */
        public Builder ttl(Duration bound) {
            timeToLive = TimeToLive.within(bound);
            return this;
        }

        /** Who answers questions about the group. */
        public Builder owner(String who) {
            owner = who;
            return this;
        }

        /** What the features mean. */
        public Builder description(String text) {
            description = text;
            return this;
        }

        /** A word for finding the group. */
        public Builder tag(String tag, String value) {
            tags.put(tag, value);
            return this;
        }

        /** The class of the group's data; {@code INTERNAL} unless said otherwise. */
        public Builder classification(Classification ofData) {
            classification = ofData;
            return this;
        }

        /** The definition; {@link FeatureRepository#define} stores it. */
        public FeatureGroup build() {
            return new FeatureGroup(
                    name, keys, eventTime, features, timeToLive, owner, description, tags, classification);
        }
    }
}
