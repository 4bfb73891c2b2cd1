package io.mlplatform.features.online;

import io.mlplatform.DataCorruptException;
import io.mlplatform.features.FeatureColumn;
import io.mlplatform.features.FeatureType;
import io.mlplatform.features.FeatureVector;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

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
        if (value instanceof FeatureVector vector) {
            return Arrays.stream(vector.toDoubles())
                    .mapToObj(Double::toString)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        throw new IllegalArgumentException("a " + value.getClass().getName()
                + " has no place online: give a Long, Double, String, Boolean, Instant or FeatureVector");
    }

    static Object value(FeatureColumn column, String text, String resource) {
        try {
            return column.value(value(column.type(), text));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new DataCorruptException(
                    resource, "holds a value that is no " + column + ": put the record again", e);
        }
    }

    private static Object value(FeatureType type, String text) {
        return switch (type.name()) {
            case "LONG" -> Long.valueOf(text);
            case "DOUBLE" -> Double.valueOf(text);
            case "BOOLEAN" -> truth(text);
            case "TIMESTAMP" -> Instant.parse(text);
            case "STRING" -> text;
            case "VECTOR" -> numbers(text);
            default -> throw new IllegalArgumentException("no " + type + " is served online");
        };
    }

    private static FeatureVector numbers(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw new IllegalArgumentException("no list of numbers");
        }
        return FeatureVector.of(
                Arrays.stream(text.substring(1, text.length() - 1).split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }

    private static Boolean truth(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException("neither true nor false");
    }
}
