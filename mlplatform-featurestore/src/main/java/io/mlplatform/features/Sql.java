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

    static String path(Path path) {
        return text(path.toAbsolutePath().toString());
    }

    /** The engine's type for a feature's. */
    static String type(FeatureType type) {
        return switch (type) {
            case LONG -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case STRING -> "VARCHAR";
            case BOOLEAN -> "BOOLEAN";
            case TIMESTAMP -> "TIMESTAMPTZ";
        };
    }
}
