package io.mlplatform.examples.rides;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is known of a station when a day begins, and so what a forecast may look at.
 *
 * @param known the newest published count, and the weather of the day before
 */
record Morning(String station, LocalDate day, Map<String, Double> known) {

    /** The newest count that is out, in thousands. */
    double newestCount() {
        return known.getOrDefault(ChicagoGroups.COUNT, Double.NaN);
    }

    /** The forecast's inputs: what is known, and what the calendar says. */
    Map<String, Double> inputs() {
        Map<String, Double> inputs = new LinkedHashMap<>(known);
        inputs.put("month", (double) day.getMonthValue());
        inputs.put(day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ROOT), 1.0);
        inputs.put(station, 1.0);
        return inputs;
    }
}
