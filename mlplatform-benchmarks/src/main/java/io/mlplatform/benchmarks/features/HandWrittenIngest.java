package io.mlplatform.benchmarks.features;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * What one writes with DuckDB alone for the same files: its appender, then one COPY into daily partitions with the same
 * columns and compression. It checks nothing, and neither hashes its files nor tells anyone of them.
 */
final class HandWrittenIngest {

    private HandWrittenIngest() {}

    static void run(Iterator<Visit> visits, Path work, long memoryMebibytes) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '" + memoryMebibytes + "MiB'");
            statement.execute("SET temp_directory = '" + work.resolve("spill") + "'");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("CREATE TABLE visits (customer BIGINT, visited TIMESTAMPTZ, pages BIGINT, spend DOUBLE,"
                    + " plan VARCHAR, mobile BOOLEAN)");
            append(connection, visits);
            statement.execute("COPY (SELECT *, now() AS api_invocation_time, now() AS write_time, rowid AS _ordinal,"
                    + " false AS is_deleted, CAST(make_timestamp(epoch_us(visited)) AS DATE) AS event_date FROM visits) TO '"
                    + work.resolve("visits") + "' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (event_date))");
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB failed", e);
        }
    }

    private static void append(Connection connection, Iterator<Visit> visits) throws SQLException {
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender("main", "visits")) {
            while (visits.hasNext()) {
                Visit visit = visits.next();
                appender.beginRow();
                appender.append(visit.customer());
                appender.appendEpochMicros(
                        visit.time().getEpochSecond() * 1_000_000 + visit.time().getNano() / 1_000);
                appender.append(visit.pages());
                appender.append(visit.spend());
                appender.append(visit.plan());
                appender.append(visit.mobile());
                appender.endRow();
            }
        }
    }
}
