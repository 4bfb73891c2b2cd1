package io.mlplatform.features;

import java.util.Optional;
import java.util.Set;

/**
 * SQL that reads a value of SageMaker's offline files as a {@link FeatureType}: there features are Integral, Fractional and
 * String only, and an event time is a Fractional of Unix seconds or a String in ISO-8601.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FeatureDefinition.html">FeatureDefinition</a>
 */
final class SageMakerValue {

    private static final Set<String> WHOLE = Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT");
    private static final Set<String> REAL = Set.of("DOUBLE", "FLOAT");

    private SageMakerValue() {}

    /** From a column of the engine's type {@code from}; empty where that type has no place for it. */
    static Optional<String> of(String raw, String from, FeatureType type) {
        boolean isText = from.equals("VARCHAR");
        return switch (type) {
            case LONG, DOUBLE, STRING -> Conversion.of(raw, from, type);
            case BOOLEAN, VECTOR -> isText ? Optional.of(Conversion.ofText(raw, type)) : Conversion.of(raw, from, type);
            case TIMESTAMP ->
                isText
                        ? Optional.of(Conversion.ofText(raw, type))
                        : WHOLE.contains(from) || REAL.contains(from)
                                ? Optional.of(ofSeconds(raw))
                                : Conversion.of(raw, from, type);
        };
    }

    // Seconds of this century in 64 bits of floating point are a quarter of a microsecond apart: rounding gives back
    // the
    // microseconds that were written, and SageMaker itself keeps milliseconds.
    private static String ofSeconds(String raw) {
        String micros = "TRY_CAST(round(CAST(" + raw + " AS DOUBLE) * 1000000) AS BIGINT)";
        return "CASE WHEN " + micros + " BETWEEN epoch_us(TIMESTAMPTZ '0001-01-01 00:00:00Z')"
                + " AND epoch_us(TIMESTAMPTZ '9999-12-31 23:59:59.999999Z') THEN make_timestamptz(" + micros + ") END";
    }
}
