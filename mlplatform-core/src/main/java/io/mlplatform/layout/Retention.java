package io.mlplatform.layout;

import java.time.Duration;
import java.util.Optional;

/**
 * What a bucket clears away by itself, in whole days. Current objects of an entity are never among it: only collection
 * knows which of them a version needs.
 *
 * @param abandonedUploads how long the parts of an upload that was never completed stay
 * @param nonCurrent how long what was overwritten or deleted stays, in a bucket that keeps it
 * @param temporary how long objects stay that someone tagged {@value #TEMPORARY_TAG}{@code =temporary}, which no key of an
 *     entity can be; empty for ever
 */
public record Retention(Duration abandonedUploads, Duration nonCurrent, Optional<Duration> temporary) {

    /** The tag that marks an object outside of all entities as temporary. */
    public static final String TEMPORARY_TAG = "mlplatform-retention";

    public Retention {
        requireDays(abandonedUploads);
        requireDays(nonCurrent);
        temporary.ifPresent(Retention::requireDays);
    }

    /** A week for abandoned uploads, thirty days for what is not current. */
    public static Retention defaults() {
        return new Retention(Duration.ofDays(7), Duration.ofDays(30), Optional.empty());
    }

    /** The same, with temporary objects going after this time. */
    public Retention withTemporary(Duration time) {
        return new Retention(abandonedUploads, nonCurrent, Optional.of(time));
    }

    static Duration requireDays(Duration time) {
        if (time.toDays() < 1 || !Duration.ofDays(time.toDays()).equals(time)) {
            throw new IllegalArgumentException("a retention is whole days, one or more: " + time);
        }
        return time;
    }
}
