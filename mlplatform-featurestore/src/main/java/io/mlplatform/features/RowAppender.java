package io.mlplatform.features;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Appends Java values to a table of the engine: whole rows, or value by value between the begin and the end of one. */
final class RowAppender implements AutoCloseable {

    private final DuckDBAppender appender;

    RowAppender(DuckDBAppender appender) {
        this.appender = appender;
    }

    /** @param values Long, Double, String, Boolean, Instant, FeatureVector or null, as the table's columns want them */
    void append(Iterable<@Nullable Object> values) throws SQLException {
        appender.beginRow();
        for (Object value : values) {
            if (value == null) {
                appender.appendNull();
            } else if (value instanceof Long number) {
                appender.append(number.longValue());
            } else if (value instanceof Double number) {
                appender.append(number.doubleValue());
            } else if (value instanceof Boolean truth) {
                appender.append(truth.booleanValue());
            } else if (value instanceof Instant time) {
                appender.append(time.atOffset(ZoneOffset.UTC));
            } else if (value instanceof FeatureVector vector) {
                appender.append(vector.toDoubles());
            } else {
                appender.append(value.toString());
            }
        }
        appender.endRow();
    }

    void beginRow() throws SQLException {
        appender.beginRow();
    }

    void appendNull() throws SQLException {
        appender.appendNull();
    }

    void append(long value) throws SQLException {
        appender.append(value);
    }

    void append(double value) throws SQLException {
        appender.append(value);
    }

    void append(boolean value) throws SQLException {
        appender.append(value);
    }

    void append(@Nullable String value) throws SQLException {
        appender.append(value);
    }

    void append(FeatureVector value) throws SQLException {
        appender.append(value.toDoubles());
    }

    /** A time in microseconds since 1970 in UTC. */
    void appendMicros(long value) throws SQLException {
        appender.appendEpochMicros(value);
    }

    void endRow() throws SQLException {
        appender.endRow();
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}
