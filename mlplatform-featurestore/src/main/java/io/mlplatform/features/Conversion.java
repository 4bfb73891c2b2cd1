package io.mlplatform.features;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** SQL that reads a value as a {@link FeatureType}, or gives null where that would lose or invent something. */
final class Conversion {

    private static final Set<String> WHOLE = Set.of(
            "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT");
    private static final Set<String> ZONELESS = Set.of("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS");
    private static final String INSTANT = "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}:[0-9]{2}"
            + "([.][0-9]{1,6})?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?";
    private static final String DECIMAL =
            "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|(?i:nan|[+-]?inf(inity)?)";
    private static final String DECIMALS = "\\[ *(" + DECIMAL + ")( *, *(" + DECIMAL + "))* *\\]";
    // Arrays of a fixed length come back from Parquet as lists; whole numbers of 32 bits always fit.
    private static final Pattern NUMBERS = Pattern.compile("(U?TINYINT|U?SMALLINT|U?INTEGER|FLOAT|DOUBLE)\\[[0-9]*\\]");

    private Conversion() {}

    /** What a value of the type looks like, for messages. */
    static String form(FeatureType type) {
        return switch (type) {
            case LONG -> "a whole number of 64 bits";
            case DOUBLE -> "a number that 64 bits of floating point hold";
            case STRING -> "text in well-formed Unicode";
            case BOOLEAN -> "true or false";
            case TIMESTAMP ->
                "a time in whole microseconds of the years 1 to 9999, such as 2026-11-23T12:00:00.000001Z";
            case VECTOR -> "a list of numbers, none of them missing, such as [0.5, -1.25]";
        };
    }

    /** From a text, as in CSV. */
    static String ofText(String raw, FeatureType type) {
        return switch (type) {
            case LONG -> matching(raw, "[+-]?[0-9]+", "TRY_CAST(" + raw + " AS BIGINT)");
            case DOUBLE -> matching(raw, DECIMAL, "TRY_CAST(" + raw + " AS DOUBLE)");
            case STRING -> raw;
            case BOOLEAN -> "CASE lower(" + raw + ") WHEN 'true' THEN true WHEN 'false' THEN false END";
            case TIMESTAMP -> finite(matching(raw, INSTANT, "TRY_CAST(" + raw + " AS TIMESTAMPTZ)"));
            case VECTOR -> matching(raw, DECIMALS, "TRY_CAST(" + raw + " AS DOUBLE[])");
        };
    }

    /** From a column of the engine's type {@code from}; empty where that type has no place for it. */
    static Optional<String> of(String raw, String from, FeatureType type) {
        return switch (type) {
            case LONG -> WHOLE.contains(from) ? Optional.of("TRY_CAST(" + raw + " AS BIGINT)") : Optional.empty();
            case DOUBLE -> ofNumber(raw, from);
            case STRING ->
                from.equals("VARCHAR") || from.startsWith("ENUM")
                        ? Optional.of("CAST(" + raw + " AS VARCHAR)")
                        : Optional.empty();
            case BOOLEAN -> from.equals("BOOLEAN") ? Optional.of(raw) : Optional.empty();
            case TIMESTAMP -> ofTime(raw, from).map(Conversion::finite);
            case VECTOR -> NUMBERS.matcher(from).matches() ? Optional.of(ofNumbers(raw)) : Optional.empty();
        };
    }

    private static String ofNumbers(String raw) {
        String numbers = "CAST(" + raw + " AS DOUBLE[])";
        return "CASE WHEN list_count(" + numbers + ") = len(" + numbers + ") THEN " + numbers + " END";
    }

    private static Optional<String> ofNumber(String raw, String from) {
        String number = "CAST(" + raw + " AS DOUBLE)";
        if (WHOLE.contains(from)) {
            return Optional.of("CASE WHEN TRY_CAST(" + number + " AS HUGEINT) = " + raw + " THEN " + number + " END");
        }
        return from.equals("DOUBLE") || from.equals("FLOAT") || from.startsWith("DECIMAL")
                ? Optional.of(number)
                : Optional.empty();
    }

    // Times without a zone are UTC, as the session is.
    private static Optional<String> ofTime(String raw, String from) {
        if (from.equals("TIMESTAMP WITH TIME ZONE")) {
            return Optional.of(raw);
        }
        if (ZONELESS.contains(from)) {
            return Optional.of("CAST(" + raw + " AS TIMESTAMPTZ)");
        }
        if (from.equals("TIMESTAMP_NS")) {
            String micros = "CAST(" + raw + " AS TIMESTAMP)";
            return Optional.of("CASE WHEN CAST(" + micros + " AS TIMESTAMP_NS) = " + raw + " THEN CAST(" + micros
                    + " AS TIMESTAMPTZ) END");
        }
        return Optional.empty();
    }

    private static String finite(String time) {
        return "CASE WHEN " + time
                + " BETWEEN TIMESTAMPTZ '0001-01-01 00:00:00Z' AND TIMESTAMPTZ '9999-12-31 23:59:59.999999Z' THEN "
                + time
                + " END";
    }

    private static String matching(String raw, String pattern, String typed) {
        return "CASE WHEN regexp_full_match(" + raw + ", " + Sql.text(pattern) + ") THEN " + typed + " END";
    }
}
