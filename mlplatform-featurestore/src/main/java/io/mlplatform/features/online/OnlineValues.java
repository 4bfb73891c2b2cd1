package io.mlplatform.features.online;

import io.mlplatform.DataCorruptException;
import io.mlplatform.features.FeatureType;
import java.time.DateTimeException;
import java.time.Instant;

/** Values as texts that give the same values back. */
final class OnlineValues {

    private OnlineValues() {}

    static String text(Object value) {
        if (value instanceof Long
                || value instanceof Double
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Instant) {
            return value.toString();
        }
        throw new IllegalArgumentException("a " + value.getClass().getName()
                + " has no place online: give a Long, Double, String, Boolean or Instant");
    }

    static Object value(FeatureType type, String text, String resource) {
        try {
            return switch (type.name()) {
                case "LONG" -> Long.valueOf(text);
                case "DOUBLE" -> Double.valueOf(text);
                case "BOOLEAN" -> truth(text);
                case "TIMESTAMP" -> Instant.parse(text);
                case "STRING" -> text;
                default -> throw new IllegalArgumentException("no " + type + " is served online");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new DataCorruptException(resource, "holds a value that is no " + type + ": put the record again", e);
        }
    }

    private static Boolean truth(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException("neither true nor false");
    }
}
