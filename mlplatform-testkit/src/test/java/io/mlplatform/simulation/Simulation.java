package io.mlplatform.simulation;

import io.mlplatform.store.ObjectStore;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Runs scenarios, and tells what it has seen. For one thread. */
final class Simulation {

    /** How a run ended. */
    record Outcome(Scenario scenario, World world, Optional<AssertionError> failure) {

        /** All that is needed to understand it, and to run it again. */
        String report() {
            return String.join("\n", world.trace().lines()) + "\n" + scenario + "\n"
                    + failure.map(Throwable::getMessage).orElse("is well");
        }
    }

    private final Coverage coverage = new Coverage();
    private final UnaryOperator<ObjectStore> backend;

    Simulation() {
        this(UnaryOperator.identity());
    }

    /** @param backend what the store that all share is wrapped in */
    Simulation(UnaryOperator<ObjectStore> backend) {
        this.backend = backend;
    }

    Coverage coverage() {
        return coverage;
    }

    Outcome run(Scenario scenario) {
        World world = new World(scenario, coverage, backend);
        try {
            world.run();
            return new Outcome(scenario, world, Optional.empty());
        } catch (AssertionError e) {
            return new Outcome(scenario, world, Optional.of(e));
        } catch (RuntimeException e) {
            return new Outcome(scenario, world, Optional.of(new AssertionError("the run broke off: " + e, e)));
        }
    }

    /** Runs these seeds; the first that fails is made smaller and thrown. */
    void runAll(long first, long count) {
        for (long seed = first; seed < first + count; seed++) {
            Outcome outcome = run(Scenario.of(seed));
            if (outcome.failure().isPresent()) {
                Outcome smallest = new Shrinker(this).smallest(outcome);
                throw new AssertionError(
                        "seed " + seed + " fails: " + outcome.failure().get().getMessage() + "\nIts smallest form:\n"
                                + smallest.report(),
                        smallest.failure().orElseThrow());
            }
        }
    }
}
