package io.mlplatform;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A name that can be moved from version to version: one segment {@code [a-z][a-z0-9._-]{0,62}}, but not {@code latest}
 * or {@code v1}, {@code v2} …, which would read as something else. Immutable.
 */
public record AliasName(String value) implements Serializable, Comparable<AliasName> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{0,62}");
    private static final Pattern RESERVED = Pattern.compile("latest|v[0-9]+");

    public AliasName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not an alias: '" + value + "': use [a-z][a-z0-9._-]{0,62}, such as 'staging'");
        }
        if (RESERVED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is reserved and cannot be an alias: choose another name");
        }
    }

    public static AliasName of(String value) {
        return new AliasName(value);
    }

    @Override
    public int compareTo(AliasName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
