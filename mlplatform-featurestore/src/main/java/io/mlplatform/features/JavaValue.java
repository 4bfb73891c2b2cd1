package io.mlplatform.features;

import io.mlplatform.internal.Utf8;
import java.time.Instant;
import java.util.Optional;

/** Java values as those of a {@link FeatureType}: widened where nothing is lost, never rounded. */
final class JavaValue {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private JavaValue() {}

    /** The type that a value of a column without a definition gives it; empty for a class that is no type. */
    static Optional<FeatureType> typeOf(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return Optional.of(FeatureType.LONG);
        }
        if (value instanceof Double || value instanceof Float) {
            return Optional.of(FeatureType.DOUBLE);
        }
        if (value instanceof String) {
            return Optional.of(FeatureType.STRING);
        }
        if (value instanceof Boolean) {
            return Optional.of(FeatureType.BOOLEAN);
        }
        if (value instanceof Instant) {
            return Optional.of(FeatureType.TIMESTAMP);
        }
        return FeatureVector.from(value).map(vector -> FeatureType.VECTOR);
    }

    /** The value as Long, Double, String, Boolean, Instant or FeatureVector; empty where it is none of {@code type}. */
    static Optional<Object> as(FeatureType type, Object value) {
        Optional<FeatureType> own = typeOf(value);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        if (own.get() == FeatureType.LONG && type == FeatureType.DOUBLE) {
            long number = ((Number) value).longValue();
            double widened = (double) number;
            // 2^63 as a double casts back to the largest long, so equality alone would accept it
            return (long) widened == number && number != Long.MAX_VALUE ? Optional.of(widened) : Optional.empty();
        }
        if (own.get() != type) {
            return Optional.empty();
        }
        return switch (type) {
            case LONG -> Optional.of(((Number) value).longValue());
            case DOUBLE -> Optional.of(((Number) value).doubleValue());
            case STRING -> Utf8.isWellFormed((String) value) ? Optional.of(value) : Optional.empty();
            case BOOLEAN -> Optional.of(value);
            case TIMESTAMP -> isTimestamp((Instant) value) ? Optional.of(value) : Optional.empty();
            case VECTOR -> FeatureVector.from(value).map(vector -> vector);
        };
    }

    /** The value itself, but an array or list, which its owner may still change, as a vector. */
    static Object kept(Object value) {
        return FeatureVector.from(value).<Object>map(vector -> vector).orElse(value);
    }

    /** What to do about a value that is none of {@code type}. */
    static String remedy(FeatureType type, Object value) {
        return type == FeatureType.TIMESTAMP && value instanceof Instant time && !isMicros(time)
                ? "use truncatedTo(ChronoUnit.MICROS)"
                : "correct the record";
    }

    /** Microseconds since 1970 in UTC of a time that is a {@link FeatureType#TIMESTAMP}. */
    static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    private static boolean isMicros(Instant time) {
        return time.getNano() % 1_000 == 0;
    }

    private static boolean isTimestamp(Instant time) {
        return isMicros(time) && !time.isBefore(FIRST) && !time.isAfter(LAST);
    }
}
