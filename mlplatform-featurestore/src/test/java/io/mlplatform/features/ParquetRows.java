package io.mlplatform.features;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads and writes Parquet files in tests, apart from the code under test. */
public final class ParquetRows {

    private ParquetRows() {}

    /** All rows in the file's order, values by column. */
    public static List<Map<String, Object>> read(Path file) {
        return query("SELECT * FROM read_parquet('" + file + "', hive_partitioning = false)");
    }

    /** The column's Parquet type and logical type. */
    static String type(Path file, String column) {
        return query("SELECT type || ' ' || coalesce(logical_type, '') AS t FROM parquet_schema('" + file
                        + "') WHERE name = '" + column + "'")
                .get(0)
                .get("t")
                .toString();
    }

    /** By what its columns are compressed. */
    static Set<Object> codecs(Path file) {
        return query("SELECT DISTINCT compression FROM parquet_metadata('" + file + "')").stream()
                .map(row -> row.get("compression"))
                .collect(Collectors.toSet());
    }

    /** Writes what the query gives. */
    static Path write(Path file, String query) {
        query("COPY (" + query + ") TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 10000)");
        return file;
    }

    private static List<Map<String, Object>> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            List<Map<String, Object>> rows = new ArrayList<>();
            if (!statement.execute(sql)) {
                return rows;
            }
            try (ResultSet result = statement.getResultSet()) {
                while (result.next()) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        Object value = result.getObject(i);
                        row.put(
                                result.getMetaData().getColumnName(i),
                                value instanceof OffsetDateTime time
                                        ? time.toInstant()
                                        : value instanceof Array list ? List.of((Object[]) list.getArray()) : value);
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
