package io.mlplatform.simulation;

import org.junit.jupiter.api.Test;

/** Runs of the real code by dice; what is asserted stands in {@link Judgement}. */
class SimulationTest {

    private static final long SEEDS = Long.getLong("simulation.seeds", 200);
    private static final long FIRST = Long.getLong("simulation.first", 1);

    @Test
    void seedsEndAsTheFormatPromises() {
        Coverage coverage = new Coverage();
        Simulation simulation = new Simulation(coverage);
        long began = System.nanoTime();
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Simulation.Outcome outcome = simulation.run(Scenario.of(seed));
            if (outcome.failure().isPresent()) {
                outcome.world().trace().lines().forEach(System.out::println);
                System.out.println(outcome.scenario());
                throw outcome.failure().get();
            }
        }
        System.out.println((System.nanoTime() - began) / 1_000_000 + " ms, " + coverage);
    }
}
