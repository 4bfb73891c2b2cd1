package io.mlplatform.features;

import io.mlplatform.internal.Printable;
import java.util.List;
import java.util.Optional;

/**
 * What the values of one feature look like.
 *
 * @param values how many are there
 * @param nulls how many are not
 * @param distinct how many different ones there are
 * @param numbers of a LONG or DOUBLE the values, of a TIMESTAMP the microseconds since 1970, of a VECTOR the Euclidean lengths;
 *     empty for other types, and where no value is finite
 * @param top the {@value #MOST_TOP} most frequent texts or truths, first that with the most, equal ones by their text; empty for
 *     other types
 */
public record ColumnStatistics(
        FeatureColumn column,
        long values,
        long nulls,
        long distinct,
        Optional<NumberStatistics> numbers,
        List<ValueCount> top) {

    /** How many frequent values are told at most. */
    public static final int MOST_TOP = 20;

    /**
     * A value and how often it is there.
     *
     * @param value its text; of one with more than 200 characters those, and an ellipsis
     */
    public record ValueCount(String value, long count) {
        @Override
        public String toString() {
            return Printable.line(value) + " ×" + count;
        }
    }

    public ColumnStatistics {
        top = List.copyOf(top);
    }

    /** The share of nulls; 0 where there are no rows. */
    public double nullRate() {
        return nulls == 0 ? 0 : (double) nulls / (nulls + values);
    }

    /** A number of this column as people read it. */
    String text(double number) {
        return NumberForm.text(column, number);
    }

    @Override
    public String toString() {
        return column + ": " + values + " values, " + nulls + " nulls, " + distinct + " distinct"
                + numbers.map(of ->
                                ", " + text(of.least()) + " to " + text(of.greatest()) + ", mean " + text(of.mean()))
                        .orElse("")
                + (top.isEmpty() ? "" : ", most " + top.get(0));
    }
}
