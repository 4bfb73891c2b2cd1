package io.mlplatform.features.online;

import io.mlplatform.features.FeatureColumn;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureVector;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row on its way into an online store: the features of one thing from an event time on, or that it was deleted then.
 * Immutable.
 *
 * @param features by name; one that is not named is null, arrays and lists of numbers become vectors. A tombstone has none.
 */
public record OnlineRecord(RecordKey key, RecordOrder order, Kind kind, Map<String, @Nullable Object> features) {

    /** What a record says of its thing. */
    public enum Kind {
        /** It has these features. */
        VALUES,
        /** It has none from then on. */
        TOMBSTONE
    }

    public OnlineRecord {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        features.forEach((name, value) -> kept.put(name, value == null ? null : unchanging(value)));
        features = Collections.unmodifiableMap(kept);
        if (kind == Kind.TOMBSTONE && !features.isEmpty()) {
            throw new IllegalArgumentException("a tombstone has no features: leave them out");
        }
    }

    // An array or a list stays its owner's to change.
    private static Object unchanging(Object value) {
        return FeatureVector.from(value).<Object>map(vector -> vector).orElse(value);
    }

    /** The features from that time on. */
    public static OnlineRecord of(RecordKey key, Instant eventTime, Map<String, ? extends @Nullable Object> features) {
        return of(key, RecordOrder.at(eventTime), features);
    }

    /** The features, in that order among others of the thing. */
    public static OnlineRecord of(RecordKey key, RecordOrder order, Map<String, ? extends @Nullable Object> features) {
        return new OnlineRecord(key, order, Kind.VALUES, new LinkedHashMap<>(features));
    }

    /** No features, in that order among others of the thing. */
    public static OnlineRecord tombstone(RecordKey key, RecordOrder order) {
        return new OnlineRecord(key, order, Kind.TOMBSTONE, Map.of());
    }

    /**
     * The features as texts, nulls left out.
     *
     * @throws IllegalArgumentException the record does not follow the group's definition
     */
    Map<String, String> texts(FeatureGroup group) {
        key.in(group);
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(features);
        for (FeatureColumn column : group.features()) {
            Object value = rest.remove(column.name());
            if (value != null) {
                texts.put(column.name(), OnlineValues.text(column.value(value)));
            }
        }
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException(
                    rest.keySet() + " are no features of " + group.name() + ": define them first, or leave them out");
        }
        return texts;
    }

    /** One line, without values. */
    @Override
    public String toString() {
        return key + " at " + order.eventTime() + (kind == Kind.TOMBSTONE ? " deleted" : " " + features.keySet());
    }
}
