package io.mlplatform.experiments;

import io.mlplatform.internal.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Runs of an experiment by the last value of one metric; those that have not measured it are left out.
 *
 * @param runs the best first
 */
public record Leaderboard(String experiment, String metric, MetricOrder order, List<RunSummary> runs) {

    public Leaderboard {
        runs = List.copyOf(runs);
    }

    static Leaderboard of(String experiment, String metric, MetricOrder order, List<RunSummary> runs) {
        Comparator<RunSummary> best =
                Comparator.comparing(run -> Objects.requireNonNull(run.metrics().get(metric)), order.comparator());
        return new Leaderboard(
                experiment,
                metric,
                order,
                runs.stream()
                        .filter(run -> run.metrics().containsKey(metric))
                        .sorted(best.thenComparing(RunSummary::name))
                        .toList());
    }

    /** A line a run, of the first fifty. */
    @Override
    public String toString() {
        Table table = new Table(List.of("", metric, "run", "status", "params"));
        for (int place = 0; place < runs.size(); place++) {
            RunSummary run = runs.get(place);
            table.add(List.of(
                    Integer.toString(place + 1),
                    String.valueOf(run.metrics().get(metric)),
                    run.name().value(),
                    run.status().word(),
                    run.params().toString()));
        }
        return table.toString();
    }
}
