package io.mlplatform.simulation;

import java.util.Map;
import java.util.TreeMap;

/** What has been seen over many runs: a simulation that meets nothing proves nothing. */
final class Coverage {

    private final Map<String, Long> faults = new TreeMap<>();
    private final Map<String, Long> events = new TreeMap<>();
    private final Map<String, Long> endings = new TreeMap<>();
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

    void asked(long steps) {
        requests += steps;
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
        return requests + " steps, " + struck() + " faults " + faults + "\nevents " + events + "\nendings " + endings;
    }
}
