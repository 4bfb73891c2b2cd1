package io.mlplatform.simulation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes a failing scenario smaller: actors, deeds and faults are left away as long as it still fails. */
final class Shrinker {

    private static final int MOST_RUNS = 1_500;
    /** Without an actor others go at other times: some of these are tried. */
    private static final int SCHEDULES = 4;

    private final Simulation simulation;
    private int runs;

    Shrinker(Simulation simulation) {
        this.simulation = simulation;
    }

    Simulation.Outcome smallest(Simulation.Outcome failed) {
        Simulation.Outcome smallest = failed;
        boolean smaller = true;
        while (smaller && runs < MOST_RUNS) {
            Optional<Simulation.Outcome> next = withoutAnActor(smallest);
            for (int chunk = smallest.world().faults().size(); next.isEmpty() && chunk > 0; chunk /= 2) {
                next = withoutFaults(smallest, chunk);
            }
            if (next.isEmpty()) {
                next = withoutADeed(smallest);
            }
            smaller = next.isPresent();
            smallest = next.orElse(smallest);
        }
        return smallest;
    }

    private Optional<Simulation.Outcome> withoutAnActor(Simulation.Outcome failed) {
        for (Part part : failed.scenario().cast()) {
            Optional<Simulation.Outcome> smaller = failing(failed.scenario().without(part));
            if (smaller.isPresent()) {
                return smaller;
            }
        }
        return Optional.empty();
    }

    private Optional<Simulation.Outcome> withoutADeed(Simulation.Outcome failed) {
        for (Part part : failed.scenario().cast()) {
            for (Deed deed : part.deeds()) {
                Optional<Simulation.Outcome> smaller = failing(failed.scenario().without(part, deed));
                if (smaller.isPresent()) {
                    return smaller;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Simulation.Outcome> withoutFaults(Simulation.Outcome failed, int chunk) {
        List<String> faults = failed.world().faults();
        for (int from = 0; from < faults.size(); from += chunk) {
            Set<String> muted = new TreeSet<>(faults.subList(from, Math.min(faults.size(), from + chunk)));
            Optional<Simulation.Outcome> smaller = failing(failed.scenario().muting(muted));
            if (smaller.isPresent()) {
                return smaller;
            }
        }
        return Optional.empty();
    }

    private Optional<Simulation.Outcome> failing(Scenario candidate) {
        for (int schedule = 0; schedule < SCHEDULES && runs < MOST_RUNS; schedule++) {
            runs++;
            Simulation.Outcome outcome = simulation.run(candidate.scheduled(schedule));
            if (outcome.failure().isPresent()) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}
