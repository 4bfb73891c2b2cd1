package io.mlplatform.examples.rides;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A table with a row of numbers for each day. {@code entries.csv} and {@code weather.csv} come with this class, where they are
 * from and their licence as {@code chicago-licence.txt}. No cell is quoted.
 *
 * @param days by day and column
 */
record ChicagoTable(Map<LocalDate, Map<String, Double>> days) {

    /** People who entered each station, in thousands. */
    static ChicagoTable entries() {
        return read("entries.csv");
    }

    /** Temperature, wind, and the shares of the day with rain, snow and cloud. */
    static ChicagoTable weather() {
        return read("weather.csv");
    }

    private static ChicagoTable read(String file) {
        try (InputStream in = Objects.requireNonNull(ChicagoTable.class.getResourceAsStream(file));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> header = List.of(reader.readLine().split(","));
            Map<LocalDate, Map<String, Double>> days = new TreeMap<>();
            reader.lines().map(row -> row.split(",")).forEach(row -> {
                Map<String, Double> values = new LinkedHashMap<>();
                for (int column = 1; column < row.length; column++) {
                    values.put(header.get(column), Double.valueOf(row[column]));
                }
                days.put(LocalDate.parse(row[0]), values);
            });
            return new ChicagoTable(days);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }
}
