package io.mlplatform.simulation;

import static io.mlplatform.simulation.Judgement.require;

import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.collection.CollectionPlan;
import io.mlplatform.collection.CollectionReport;
import io.mlplatform.testkit.format.FormatReport;
import java.time.Duration;
import java.util.List;

/** Two collections of everything at the end of a run, behind which nothing is left that no live version needs. */
record FinalCollection(World world, MlPlatform platform) {

    /** Past every grace, and past what clocks are off. */
    private static final Duration LONG = Duration.ofDays(30);

    void collectTwice() {
        List<String> entities = world.truth().entities();
        for (int round = 0; round < 2; round++) {
            world.time().pass(LONG);
            entities.forEach(this::collect);
        }
    }

    private void collect(String entity) {
        try {
            CollectionPlan plan = platform.collector().dryRun(KeeperDeeds.zone(entity), KeeperDeeds.name(entity));
            CollectionReport report = platform.collector().collect(KeeperDeeds.zone(entity), KeeperDeeds.name(entity));
            require(plan.deleted().equals(report.deleted()), "dry run " + plan + "\ndeleted " + report);
        } catch (NotFoundException e) {
            require(world.truth().isNothing(entity), entity + " exists, and is not collected: " + e);
        }
    }

    /** What is left is of entities that never came to be, as there is no log to fence their publishers off. */
    void requireNoGarbage(FormatReport report) {
        List<String> garbage = report.orphans().stream()
                .filter(key -> !key.contains("/_entities/"))
                .filter(key -> world.truth().entities().stream()
                        .anyMatch(entity ->
                                key.startsWith(entity + "/") && !world.truth().isNothing(entity)))
                .toList();
        require(garbage.isEmpty(), "after two collections there is garbage: " + garbage);
    }
}
