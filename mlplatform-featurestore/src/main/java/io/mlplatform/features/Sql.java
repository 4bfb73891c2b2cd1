package io.mlplatform.features;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Quotes what goes into the engine's SQL. */
final class Sql {

    private Sql() {}

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String names(Collection<FeatureColumn> columns) {
        return columns.stream().map(column -> name(column.name())).collect(Collectors.joining(", "));
    }

    static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** A file or folder to be written: there the engine takes every character as it is. */
    static String path(Path path) {
        return text(path.toAbsolutePath().toString());
    }

    /** A file to be read: there the engine looks for patterns, also in lists, and a name may look like one. */
    static String file(Path file) {
        return text(literal(file));
    }

    /** All Parquet files below a folder, to be read. */
    static String parquetBelow(Path folder) {
        return text(literal(folder) + "/**/*.parquet");
    }

    private static String literal(Path path) {
        return path.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]");
    }

    /** The day in UTC of a time with a zone. By way of a time without one, since calendars take the engine ten times as long. */
    static String day(String time) {
        return "CAST(make_timestamp(epoch_us(" + time + ")) AS DATE)";
    }

    /** The engine's type for a feature's. */
    static String type(FeatureType type) {
        return switch (type) {
            case LONG -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case STRING -> "VARCHAR";
            case BOOLEAN -> "BOOLEAN";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case VECTOR -> "DOUBLE[]";
        };
    }
}
