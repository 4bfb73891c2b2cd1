package io.mlplatform.features;

import java.util.Arrays;

/** The types that keys and features may have. */
public enum FeatureType {
    /** A whole number of 64 bits. */
    LONG,
    /** A floating-point number of 64 bits. */
    DOUBLE,
    /** Text in Unicode. */
    STRING,
    /** True or false. */
    BOOLEAN,
    /** A point in time in UTC, in whole microseconds, of the years 1 to 9999. */
    TIMESTAMP,
    /** As many floating-point numbers of 64 bits as the column's dimension says, none missing; see {@link FeatureVector}. */
    VECTOR;

    static FeatureType of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no feature type '" + name + "': there are "
                        + Arrays.toString(values()) + "; a newer mlplatform may know it"));
    }
}
