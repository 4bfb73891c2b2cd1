package io.mlplatform.examples.rides;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a training set's Parquet file, read by DuckDB, which is there for the join anyway. */
final class TrainingRows {

    /** @param actual how many thousands entered that day */
    record PastMorning(Morning morning, double actual) {}

    private TrainingRows() {}

    /** Those for which all features were found. */
    static List<PastMorning> read(Path file) {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM read_parquet('" + file
                        + "') WHERE entries_status = 'found' AND weather_status = 'found'")) {
            List<PastMorning> examples = new ArrayList<>();
            while (rows.next()) {
                Map<String, Double> known = new LinkedHashMap<>();
                known.put(ChicagoGroups.COUNT, rows.getDouble(ChicagoGroups.COUNT));
                for (String feature : ChicagoGroups.WEATHER) {
                    known.put(feature, rows.getDouble(feature));
                }
                examples.add(new PastMorning(
                        new Morning(rows.getString("station"), LocalDate.parse(rows.getString("day")), known),
                        rows.getDouble("actual")));
            }
            return examples;
        } catch (SQLException e) {
            throw new IllegalStateException(file + " could not be read", e);
        }
    }
}
