package io.mlplatform.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts requests and finds the fault that each shall meet: that of the first rule that fits. Thread-safe. */
final class FaultScript {

    private final List<FaultRule> rules;
    private final int[] seen;
    private final List<String> struck = new ArrayList<>();
    private long requests;

    FaultScript(List<FaultRule> rules) {
        this.rules = List.copyOf(rules);
        this.seen = new int[rules.size()];
    }

    synchronized Optional<Fault> next(RequestKind kind, List<String> subjects) {
        requests++;
        Optional<Fault> fault = Optional.empty();
        for (int i = 0; i < seen.length; i++) {
            FaultRule rule = rules.get(i);
            if (rule.kinds().contains(kind) && subjects.stream().anyMatch(rule.keys())) {
                boolean due = ++seen[i] == rule.nth() || rule.nth() == FaultRule.EVERY;
                if (due && fault.isEmpty()) {
                    fault = Optional.of(rule.fault());
                }
            }
        }
        fault.ifPresent(met -> struck.add(met + " " + kind + " " + subjects.get(0)));
        return fault;
    }

    synchronized long requests() {
        return requests;
    }

    synchronized List<String> struck() {
        return List.copyOf(struck);
    }
}
