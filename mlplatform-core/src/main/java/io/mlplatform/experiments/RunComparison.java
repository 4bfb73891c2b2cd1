package io.mlplatform.experiments;

import io.mlplatform.internal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Runs side by side: a row a param and a metric, a column a run. */
public record RunComparison(List<RunSummary> runs) {

    public RunComparison {
        runs = List.copyOf(runs);
    }

    /** The params that not all of these runs have, or not with the same value. */
    public Set<String> differingParams() {
        Set<String> differing = names(RunSummary::params);
        differing.removeIf(param ->
                runs.stream().map(run -> value(run.params(), param)).distinct().count() == 1);
        return differing;
    }

    /** The table; a dash where a run has no such value. */
    @Override
    public String toString() {
        Table table = new Table(
                row("", run -> run.name().value().substring(run.name().team().length() + 1)));
        table.add(row("status", run -> run.status().word()));
        table.add(row("revision", run -> run.revision().orElse("-")));
        names(RunSummary::params).forEach(param -> table.add(row(param, run -> value(run.params(), param))));
        names(RunSummary::metrics).forEach(metric -> table.add(row(metric, run -> value(run.metrics(), metric))));
        return table.toString();
    }

    private List<String> row(String head, Function<RunSummary, String> cell) {
        List<String> row = new ArrayList<>(List.of(head));
        runs.forEach(run -> row.add(cell.apply(run)));
        return row;
    }

    private <T> Set<String> names(Function<RunSummary, Map<String, T>> map) {
        Set<String> names = new TreeSet<>();
        runs.forEach(run -> names.addAll(map.apply(run).keySet()));
        return names;
    }

    private static String value(Map<String, ?> map, String name) {
        return map.containsKey(name) ? String.valueOf(map.get(name)) : "-";
    }
}
