package io.mlplatform;

import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Which version of an entity is meant: the part of a reference behind the {@code @}. Immutable. */
public sealed interface VersionSelector extends Serializable {

    /** Version {@code version}, from 1. */
    record Number(long version) implements VersionSelector {
        public Number {
            if (version < 1) {
                throw new IllegalArgumentException("versions count from 1: " + version);
            }
        }

        @Override
        public String toString() {
            return Long.toString(version);
        }
    }

    /** The version that the alias names when it is resolved. */
    record Alias(AliasName alias) implements VersionSelector {
        @Override
        public String toString() {
            return alias.value();
        }
    }

    /** The newest version when it is resolved. */
    record Latest() implements VersionSelector {
        @Override
        public String toString() {
            return "latest";
        }
    }

    /** The newest version at that time, inclusive, by the log's times. */
    record AsOf(Instant time) implements VersionSelector {
        public AsOf {
            if (time.isBefore(Instant.parse("0000-01-01T00:00:00Z"))
                    || time.isAfter(Instant.parse("9999-12-31T23:59:59.999999999Z"))) {
                throw new IllegalArgumentException("a time of the years 0 to 9999 in UTC is meant, not " + time);
            }
        }

        @Override
        public String toString() {
            return time.toString();
        }
    }

    /** A number, {@code latest}, a time such as {@code 2026-11-01T00:00Z}, or an alias. */
    static VersionSelector parse(String text) {
        if (text.equals("latest")) {
            return new Latest();
        }
        if (text.matches("[0-9]{1,10}")) {
            return new Number(Long.parseLong(text));
        }
        if (text.matches("[0-9]{4}-.*")) {
            try {
                return new AsOf(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "not a time: '" + text + "': write it with its offset, such as 2026-11-01T00:00Z", e);
            }
        }
        return new Alias(AliasName.of(text));
    }
}
