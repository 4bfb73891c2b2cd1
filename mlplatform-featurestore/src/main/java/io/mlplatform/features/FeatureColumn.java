package io.mlplatform.features;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A key or feature of a group, by name and type. A name begins with a letter and goes on with letters, digits and
 * {@code _}, up to 63 characters; {@code event_date}, {@code api_invocation_time}, {@code write_time} and
 * {@code is_deleted} are taken. Immutable.
 */
public record FeatureColumn(String name, FeatureType type) implements Serializable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

    public FeatureColumn {
        requireName(name);
    }

    /**
     * A value as this column keeps it: a whole number of any size as a Long, where it fits a Double for a DOUBLE.
     *
     * @throws IllegalArgumentException it is of another type, or would have to be rounded
     */
    public Object value(Object given) {
        return JavaValue.as(type, given)
                .orElseThrow(() -> new IllegalArgumentException("'" + given + "' ("
                        + given.getClass().getSimpleName() + ") for '" + name + "' is not " + Conversion.form(type)
                        + ": " + JavaValue.remedy(type, given)));
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

    @Override
    public String toString() {
        return name + " " + type;
    }
}
