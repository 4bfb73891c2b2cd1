package io.mlplatform.features;

import io.mlplatform.EntityName;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a feature group holds: features of one kind of thing, which its keys name, each value from an event time on.
 * Immutable and serializable.
 *
 * @param keys which together name the thing; one at least, and none is a DOUBLE
 * @param eventTime the name of the column that says from when on a row's values hold
 * @param owner who answers questions about it; may be empty
 */
public record FeatureGroup(
        EntityName name,
        List<FeatureColumn> keys,
        String eventTime,
        List<FeatureColumn> features,
        TimeToLive timeToLive,
        String owner,
        String description)
        implements Serializable {

    public FeatureGroup {
        keys = List.copyOf(keys);
        features = List.copyOf(features);
        FeatureColumn.requireName(eventTime);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(name + " has no key: name the columns that say what a row is about");
        }
        for (FeatureColumn key : keys) {
            if (key.type() == FeatureType.DOUBLE) {
                throw new IllegalArgumentException("key '" + key.name() + "' of " + name
                        + " is a DOUBLE, which has no equality to rely on: use LONG or STRING");
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

    /** True where {@code later} differs by added features, the owner and the description alone. */
    boolean evolvesTo(FeatureGroup later) {
        return name.equals(later.name)
                && keys.equals(later.keys)
                && eventTime.equals(later.eventTime)
                && timeToLive.equals(later.timeToLive)
                && later.features.size() >= features.size()
                && later.features.subList(0, features.size()).equals(features);
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

        private Builder(EntityName name) {
            this.name = name;
        }

        /** Adds a key column; several are compared together, as a tuple. */
        public Builder key(String column, FeatureType type) {
            keys.add(new FeatureColumn(column, type));
            return this;
        }

        /** The column with the event time; {@code event_time} unless said otherwise. */
        public Builder eventTime(String column) {
            eventTime = column;
            return this;
        }

        /** Adds a feature, behind those before. */
        public Builder feature(String column, FeatureType type) {
            features.add(new FeatureColumn(column, type));
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

        /** The definition; {@link FeatureRepository#define} stores it. */
        public FeatureGroup build() {
            return new FeatureGroup(name, keys, eventTime, features, timeToLive, owner, description);
        }
    }
}
