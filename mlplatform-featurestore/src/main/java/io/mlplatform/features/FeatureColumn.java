package io.mlplatform.features;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A key or feature of a group, by name and type. A name begins with a letter and goes on with letters, digits and
 * {@code _}, up to 63 characters; {@code event_date}, {@code api_invocation_time}, {@code write_time} and
 * {@code is_deleted} are taken. Immutable.
 *
 * @param dimension how many numbers a VECTOR has, from 1 to {@value #MOST_DIMENSIONS}; 0 for all other types
 * @param description what the values mean; may be empty
 * @param tags words for finding it, by name
 */
public record FeatureColumn(String name, FeatureType type, int dimension, String description, Map<String, String> tags)
        implements Serializable {

    /** The numbers of the longest vector, which is also SageMaker's. */
    public static final int MOST_DIMENSIONS = 8_192;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

    public FeatureColumn {
        requireName(name);
        if (type == FeatureType.VECTOR ? dimension < 1 || dimension > MOST_DIMENSIONS : dimension != 0) {
            throw new IllegalArgumentException(
                    type == FeatureType.VECTOR
                            ? "'" + name + "' is a vector of " + dimension + " numbers: say how many, from 1 to "
                                    + MOST_DIMENSIONS + ", as FeatureColumn.vector(name, dimension)"
                            : "'" + name + "' is a " + type + ", which has no dimension");
        }
        tags = Tags.of(tags);
    }

    /** A column of that type, without description and tags. */
    public FeatureColumn(String name, FeatureType type) {
        this(name, type, 0, "", Map.of());
    }

    /** A feature whose values are that many numbers each. */
    public static FeatureColumn vector(String name, int dimension) {
        return new FeatureColumn(name, FeatureType.VECTOR, dimension, "", Map.of());
    }

    /** The same column, with what its values mean. */
    public FeatureColumn describedAs(String text) {
        return new FeatureColumn(name, type, dimension, text, tags);
    }

    /** The same column with one more tag, or another value of it. */
    public FeatureColumn tagged(String tag, String value) {
        Map<String, String> all = new TreeMap<>(tags);
        all.put(tag, value);
        return new FeatureColumn(name, type, dimension, description, all);
    }

    /**
     * A value as this column keeps it: a whole number of any size as a Long, where it fits a Double for a DOUBLE, arrays and
     * lists of numbers as a {@link FeatureVector} for a VECTOR.
     *
     * @throws IllegalArgumentException it is of another type or dimension, or would have to be rounded
     */
    public Object value(Object given) {
        Object value = JavaValue.as(type, given)
                .orElseThrow(() -> new IllegalArgumentException("'" + given + "' ("
                        + given.getClass().getSimpleName() + ") for '" + name + "' is not " + Conversion.form(type)
                        + ": " + JavaValue.remedy(type, given)));
        if (value instanceof FeatureVector vector && vector.size() != dimension) {
            throw new IllegalArgumentException(vector + " for '" + name + "' has " + vector.size()
                    + " numbers, not the definition's " + dimension + ": correct the record");
        }
        return value;
    }

    /** True where values of one are values of the other: description and tags say nothing about them. */
    boolean holdsValuesOf(FeatureColumn other) {
        return name.equals(other.name) && type == other.type && dimension == other.dimension;
    }

    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "not a column's name: '" + name + "': use letters, digits and '_', a letter first, 63 at most");
        }
        if (SystemColumns.RESERVED.contains(folded(name))) {
            throw new IllegalArgumentException(
                    "'" + name + "' is a column that every offline file has of its own: choose another");
        }
        return name;
    }

    /** SQL takes no notice of case in names, so neither may two columns differ in it alone. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Name and type, and nothing of what may change. */
    @Override
    public String toString() {
        return name + " " + type + (type == FeatureType.VECTOR ? "(" + dimension + ")" : "");
    }
}
