package io.mlplatform.features.online;

import io.mlplatform.PinnedRef;
import java.io.Serializable;
import java.time.Instant;

/**
 * How far a materialisation is: the rows of this version and window that are stored, counted in the order of their keys.
 * {@link #toString()} and {@link #parse} make it a text and back, to be kept where the next process finds it. Immutable.
 *
 * @param version as {@code mlp://…@3}
 */
public record MaterializationProgress(String version, Instant from, Instant to, long rows) implements Serializable {

    /** Before the first row. */
    public static MaterializationProgress begin(PinnedRef version, Instant from, Instant to) {
        return new MaterializationProgress(version.toString(), from, to, 0);
    }

    /** What {@link #toString()} gave. */
    public static MaterializationProgress parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("no progress of a materialisation: '" + text + "'");
        }
        return new MaterializationProgress(
                parts[0], Instant.parse(parts[1]), Instant.parse(parts[2]), Long.parseLong(parts[3]));
    }

    MaterializationProgress requireOf(PinnedRef pinned) {
        if (!version.equals(pinned.toString())) {
            throw new IllegalArgumentException(
                    "this progress is of " + version + ", not of " + pinned + ": begin anew, or take that version");
        }
        return this;
    }

    MaterializationProgress at(long count) {
        return new MaterializationProgress(version, from, to, count);
    }

    @Override
    public String toString() {
        return version + " " + from + " " + to + " " + rows;
    }
}
