package io.mlplatform.examples.rides;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** When something was known of a day in Chicago. */
final class ChicagoTime {

    private static final ZoneId ZONE = ZoneId.of("America/Chicago");
    private static final int DAYS_UNTIL_PUBLISHED = 14;

    private ChicagoTime() {}

    /** The midnight that begins the day: what is forecast is forecast then. */
    static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /** The midnight that ends the day: what is measured over a day holds from then on. */
    static Instant end(LocalDate day) {
        return begin(day.plusDays(1));
    }

    /** When a day's counts are out. */
    static Instant published(LocalDate day) {
        return begin(day.plusDays(DAYS_UNTIL_PUBLISHED));
    }

    /** The last day whose counts are out when that day begins. */
    static LocalDate lastPublished(LocalDate day) {
        return day.minusDays(DAYS_UNTIL_PUBLISHED);
    }
}
