package io.mlplatform.features.online;

import io.mlplatform.features.FeatureColumn;
import io.mlplatform.features.FeatureGroup;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What names a thing: the values of a group's keys, in the order of the group. Immutable.
 *
 * @param values Long, String, Boolean or Instant
 */
public record RecordKey(List<Object> values) implements Serializable {

    public RecordKey {
        values = values.stream().map(RecordKey::widened).toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a key has one value at least: give those of the group's keys");
        }
    }

    /** The key with these values. */
    public static RecordKey of(Object... values) {
        return new RecordKey(Arrays.asList(values));
    }

    /** The key in a row that has the group's key columns, and may have others. */
    public static RecordKey of(FeatureGroup group, Map<String, ? extends @Nullable Object> row) {
        return new RecordKey(group.keys().stream()
                .map(key -> {
                    Object value = row.get(key.name());
                    if (value == null) {
                        throw new IllegalArgumentException(
                                "the key '" + key.name() + "' of " + group.name() + " is missing in " + row.keySet());
                    }
                    return key.value(value);
                })
                .toList());
    }

    /** @throws IllegalArgumentException this is no key of that group */
    RecordKey in(FeatureGroup group) {
        if (values.size() != group.keys().size()) {
            throw new IllegalArgumentException(this + " is no key of " + group.name() + ", whose keys are "
                    + group.keys() + ": give a value for each, in that order");
        }
        for (int i = 0; i < values.size(); i++) {
            FeatureColumn column = group.keys().get(i);
            if (!column.value(values.get(i)).equals(values.get(i))) {
                throw new IllegalArgumentException(this + " is no key of " + group.name());
            }
        }
        return this;
    }

    /** One text for each key of a group: a single value as it is, several divided by {@code |}. */
    String text() {
        if (values.size() == 1) {
            return OnlineValues.text(values.get(0));
        }
        return values.stream()
                .map(value -> OnlineValues.text(value).replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|"));
    }

    private static Object widened(Object value) {
        return value instanceof Integer || value instanceof Short || value instanceof Byte
                ? ((Number) value).longValue()
                : value;
    }

    @Override
    public String toString() {
        return "key " + values;
    }
}
