package io.mlplatform.features;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * One DuckDB in this process, for one piece of work: in memory up to its {@link EngineMemory}, then spilling into a work
 * folder, in UTC, and without loading or installing any extension. The caller closes it. For one thread.
 */
final class Engine implements AutoCloseable {

    private static final String DRIVER = "org.duckdb.DuckDBDriver";

    private final Connection connection;

    private Engine(Connection connection) {
        this.connection = connection;
    }

    /** @throws EngineMissingException DuckDB is not on the class path */
    static Engine open(Path workFolder) {
        Driver driver = driver();
        EngineMemory memory = EngineMemory.here();
        Engine engine;
        try {
            engine = new Engine(driver.connect("jdbc:duckdb:", streaming()));
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not start: check that its version is 1.5 or later", e);
        }
        try {
            engine.run("SET memory_limit = '" + memory.mebibytes() + "MiB'");
            engine.run("SET temp_directory = " + Sql.path(workFolder.resolve("spill")));
            engine.run("SET autoinstall_known_extensions = false");
            engine.run("SET autoload_known_extensions = false");
            engine.run("SET TimeZone = 'UTC'");
            engine.run("SET preserve_insertion_order = true");
            return engine;
        } catch (EngineFailure e) {
            engine.close();
            throw e;
        }
    }

    // Otherwise the driver holds a whole result in memory before it gives the first row.
    private static Properties streaming() {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        return properties;
    }

    /** @throws EngineMissingException DuckDB is not on the class path */
    static void require() {
        driver();
    }

    // By this library's own loader: DriverManager looks by the caller's, which is another one in JShell and Spark.
    private static Driver driver() {
        try {
            return (Driver) Class.forName(DRIVER, true, Engine.class.getClassLoader())
                    .getConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            throw new EngineMissingException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("DuckDB does not load: check that its version is 1.5 or later", e);
        }
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new EngineFailure(sql, e);
        }
    }

    /** All rows, each as its columns' texts; null becomes the empty text. */
    List<List<String>> rows(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>(width);
                for (int i = 1; i <= width; i++) {
                    String value = result.getString(i);
                    row.add(result.wasNull() || value == null ? "" : value);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new EngineFailure(sql, e);
        }
    }

    /** Hands over each row, typed. */
    void read(String sql, RowReader reader) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                reader.read(result);
            }
        } catch (SQLException e) {
            throw new EngineFailure(sql, e);
        }
    }

    long number(String sql) {
        return Long.parseLong(rows(sql).get(0).get(0));
    }

    /** The columns of a table or a table function, by name, with the engine's types. */
    Map<String, String> columns(String from) {
        Map<String, String> columns = new LinkedHashMap<>();
        rows("DESCRIBE SELECT * FROM " + from).forEach(row -> columns.put(row.get(0), row.get(1)));
        return columns;
    }

    /** For appending rows to {@code table}, in order. */
    RowAppender appender(String table) throws SQLException {
        return new RowAppender(connection.unwrap(DuckDBConnection.class).createAppender("main", table));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not close", e);
        }
    }
}
