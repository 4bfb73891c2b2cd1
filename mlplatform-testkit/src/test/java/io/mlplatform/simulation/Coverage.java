package io.mlplatform.simulation;

import java.util.Map;
import java.util.TreeMap;

/** What has been seen over many runs: a simulation that meets nothing proves nothing. */
final class Coverage {

    private final Map<String, Long> faults = new TreeMap<>();
    private final Map<String, Long> events = new TreeMap<>();
    private final Map<String, Long> endings = new TreeMap<>();
    private long runs;
    private long requests;

    void struck(SimulatedFault fault) {
        faults.merge(fault.name(), 1L, Long::sum);
    }

    void ended(String deed, Attempt.Ending ending) {
        endings.merge(deed + " " + ending, 1L, Long::sum);
    }

    /** All entries of a run that has ended. */
    void logged(Truth truth) {
        for (String log : truth.logs()) {
            if (log.endsWith("/_log")) {
                truth.log(log).forEach(entry -> {
                    events.merge(entry.type(), 1L, Long::sum);
                    if (entry.isCommit() && entry.event().has("kind")) {
                        events.merge("create", 1L, Long::sum);
                    }
                });
            }
        }
    }

    /** One more run has ended, after so many requests and waits. */
    void ran(long steps) {
        runs++;
        requests += steps;
    }

    /** Adds what another has seen. */
    void add(Coverage other) {
        other.faults.forEach((name, count) -> faults.merge(name, count, Long::sum));
        other.events.forEach((name, count) -> events.merge(name, count, Long::sum));
        other.endings.forEach((name, count) -> endings.merge(name, count, Long::sum));
        runs += other.runs;
        requests += other.requests;
    }

    Map<String, Long> faults() {
        return faults;
    }

    Map<String, Long> events() {
        return events;
    }

    /** How the calls of each kind ended, such as {@code APPEND DONE}. */
    Map<String, Long> endings() {
        return endings;
    }

    long struck() {
        return faults.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        return runs + " seeds, " + requests + " steps, " + struck() + " faults " + faults + "\nevents " + events
                + "\nendings " + endings;
    }
}
