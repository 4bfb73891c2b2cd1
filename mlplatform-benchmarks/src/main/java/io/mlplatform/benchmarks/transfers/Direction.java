package io.mlplatform.benchmarks.transfers;

import java.util.Locale;

/** Which way the bytes go. */
enum Direction {
    /** From the server into files. */
    DOWN,
    /** From files to the server. */
    UP;

    static Direction named(String name) {
        for (Direction direction : values()) {
            if (direction.toString().equals(name)) {
                return direction;
            }
        }
        throw new IllegalArgumentException("--direction takes down or up, not '" + name + "'");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
