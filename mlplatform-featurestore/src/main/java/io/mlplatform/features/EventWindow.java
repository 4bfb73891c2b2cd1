package io.mlplatform.features;

import io.mlplatform.internal.manifest.EntryFilter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A span of event time.
 *
 * @param to not included
 */
record EventWindow(Instant from, Instant to) {

    EventWindow {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "no time lies between " + from + " and " + to + ", which is not included");
        }
    }

    /** The files of the days it touches. */
    EntryFilter days() {
        return EntryFilter.partitions(SystemColumns.EVENT_DATE, day(from), day(to.minus(1, ChronoUnit.MICROS)));
    }

    /** The SQL that is true of rows within. */
    String condition(FeatureGroup group) {
        String eventTime = Sql.name(group.eventTime());
        return eventTime + " >= " + time(from) + " AND " + eventTime + " < " + time(to);
    }

    private static String day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String time(Instant time) {
        return "TIMESTAMPTZ " + Sql.text(time.toString());
    }
}
