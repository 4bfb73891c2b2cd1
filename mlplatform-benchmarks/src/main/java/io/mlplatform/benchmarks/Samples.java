package io.mlplatform.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The costs of a job that was measured several times, and the requests it made. Not thread-safe. */
public final class Samples {

    private final List<Cost> costs = new ArrayList<>();
    private final List<Double> requests = new ArrayList<>();

    void add(Cost cost, double requestsMade) {
        costs.add(cost);
        requests.add(requestsMade);
    }

    double cpu() {
        return median(costs, Cost::cpu);
    }

    double wall() {
        return median(costs, Cost::wall);
    }

    double requests() {
        return median(requests, made -> made);
    }

    /** The middle one, of an even number the mean of the two. */
    public static <T> double median(List<T> values, ToDoubleFunction<T> measure) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Double> sorted = new ArrayList<>();
        values.forEach(value -> sorted.add(measure.applyAsDouble(value)));
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
