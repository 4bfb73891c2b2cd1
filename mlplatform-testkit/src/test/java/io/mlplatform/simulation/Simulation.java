package io.mlplatform.simulation;

import java.util.Optional;

/** Runs scenarios, and makes those that fail smaller. */
final class Simulation {

    /** How a run ended. */
    record Outcome(Scenario scenario, World world, Optional<AssertionError> failure) {}

    private final Coverage coverage;

    Simulation(Coverage coverage) {
        this.coverage = coverage;
    }

    Outcome run(Scenario scenario) {
        World world = new World(scenario, coverage);
        try {
            world.run();
            return new Outcome(scenario, world, Optional.empty());
        } catch (AssertionError e) {
            return new Outcome(scenario, world, Optional.of(e));
        } catch (RuntimeException e) {
            return new Outcome(scenario, world, Optional.of(new AssertionError("the run broke off: " + e, e)));
        }
    }
}
