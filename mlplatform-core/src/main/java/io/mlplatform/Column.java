package io.mlplatform;

import io.mlplatform.internal.ColumnTypes;
import io.mlplatform.internal.Printable;
import io.mlplatform.internal.Utf8;
import java.io.Serializable;

/**
 * One column of a {@link Schema}.
 *
 * @param name at most 255 bytes of UTF-8, without control characters; upper and lower case are different
 * @param type one of {@code bool}, {@code int8} to {@code int64}, {@code uint8} to {@code uint64}, {@code float16}, {@code
 *     float32}, {@code float64}, {@code decimal(p,s)}, {@code date}, {@code time}, {@code timestamp} (a moment, in UTC),
 *     {@code timestamp_ntz} (without a zone), {@code string}, {@code uuid}, {@code binary}, {@code fixed(n)}, {@code
 *     list<type>}, {@code map<type,type>}, or {@code struct} for a record whose fields only the files tell; without white
 *     space
 * @param nullable false where every row has a value
 */
public record Column(String name, String type, boolean nullable) implements Serializable {

    private static final int MOST_NAME_BYTES = 255;

    public Column {
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl) || !Utf8.isWellFormed(name)) {
            throw new IllegalArgumentException("'" + Printable.line(name)
                    + "' cannot name a column: use some text without control characters, such as 'plan'");
        }
        if (Utf8.length(name) > MOST_NAME_BYTES) {
            throw new IllegalArgumentException("a column's name has at most " + MOST_NAME_BYTES + " bytes, not "
                    + Utf8.length(name) + ": shorten it");
        }
        ColumnTypes.require(name, type);
    }

    /** A column in which each row has a value. */
    public static Column required(String name, String type) {
        return new Column(name, type, false);
    }

    /** A column that a row may leave empty, and files from before it leave out. */
    public static Column nullable(String name, String type) {
        return new Column(name, type, true);
    }

    /** As {@code plan: string}, with a {@code ?} where it is nullable. */
    @Override
    public String toString() {
        return Printable.line(name) + ": " + type + (nullable ? "?" : "");
    }
}
