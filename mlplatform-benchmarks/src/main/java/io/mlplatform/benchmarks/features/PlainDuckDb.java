package io.mlplatform.benchmarks.features;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The engine by itself, with the memory and the spill folder that a join has; each statement in a new one. */
record PlainDuckDb(long memoryMiB, Path spill) {

    /** What is measured against: no tombstones, no TTL, no status, any of tied rows, rows in any order. */
    static String asof(Path spine, Path activity, Path rating, Path result) {
        return """
                COPY (
                  SELECT s.*, a.visits, a.score, r.stars, r.weight
                  FROM read_parquet('%s') s
                  ASOF LEFT JOIN read_parquet('%s/**/*.parquet', hive_partitioning = false) a
                    ON s.customer = a.customer AND s.t >= a.event
                  ASOF LEFT JOIN read_parquet('%s/**/*.parquet', hive_partitioning = false) r
                    ON s.customer = r.customer AND s.t >= r.event
                ) TO '%s' (FORMAT parquet)""".formatted(spine, activity, rating, result);
    }

    void run(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '" + memoryMiB + "MiB'");
            statement.execute("SET temp_directory = '" + spill + "'");
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
