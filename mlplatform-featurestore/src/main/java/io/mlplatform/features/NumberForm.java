package io.mlplatform.features;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The number that stands for a value where values are measured. */
final class NumberForm {

    private static final MathContext SHOWN_DIGITS = new MathContext(6);
    private static final double MOST_WHOLE = 1e15;
    private static final int MOST_ZEROS = 12;

    private NumberForm() {}

    static boolean has(FeatureType type) {
        return type != FeatureType.STRING && type != FeatureType.BOOLEAN;
    }

    /** SQL that gives the column as a DOUBLE: a time's microseconds since 1970, a vector's Euclidean length. */
    static String of(FeatureColumn column) {
        String name = Sql.name(column.name());
        return switch (column.type()) {
            case LONG, DOUBLE -> "CAST(" + name + " AS DOUBLE)";
            case TIMESTAMP -> "CAST(epoch_us(" + name + ") AS DOUBLE)";
            case VECTOR -> "sqrt(list_inner_product(" + name + ", " + name + "))";
            case STRING, BOOLEAN -> throw new IllegalArgumentException(column + " has no number");
        };
    }

    /** A finite number of the column as people read it: whole, to six digits, or as a time. */
    static String text(FeatureColumn column, double number) {
        if (column.type() == FeatureType.TIMESTAMP) {
            return Instant.EPOCH.plus(Math.round(number), ChronoUnit.MICROS).toString();
        }
        if (number == Math.rint(number) && Math.abs(number) < MOST_WHOLE) {
            return Long.toString((long) number);
        }
        BigDecimal shown = new BigDecimal(number).round(SHOWN_DIGITS).stripTrailingZeros();
        return Math.abs(shown.scale()) > MOST_ZEROS ? shown.toString() : shown.toPlainString();
    }
}
