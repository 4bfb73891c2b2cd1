package io.mlplatform.experiments;

import java.util.Comparator;

/** Which values of a metric come first. NaN comes last in both. */
public enum MetricOrder {
    /** For what is to be maximised, such as accuracy. */
    HIGHEST_FIRST,
    /** For what is to be minimised, such as a loss. */
    LOWEST_FIRST;

    Comparator<Double> comparator() {
        Comparator<Double> byValue =
                this == HIGHEST_FIRST ? Comparator.<Double>reverseOrder() : Comparator.<Double>naturalOrder();
        return Comparator.<Double, Boolean>comparing(value -> value.isNaN()).thenComparing(byValue);
    }
}
