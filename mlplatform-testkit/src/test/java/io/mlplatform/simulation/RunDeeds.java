package io.mlplatform.simulation;

import io.mlplatform.MlPlatform;
import io.mlplatform.experiments.MetricPoint;
import io.mlplatform.experiments.Run;
import io.mlplatform.experiments.RunSettings;
import io.mlplatform.experiments.Runs;
import io.mlplatform.simulation.Attempt.Ending;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What those do who measure: several calls a deed, each of which may fail. */
final class RunDeeds {

    // A folder without a git repository, and none that could have one above it.
    private static final RunSettings SETTINGS = RunSettings.defaults().withFolder(Path.of("/nowhere"));

    private RunDeeds() {}

    static void start(Actor actor) {
        measure(actor, runs -> runs.start("churn/xgb"), true);
    }

    static void resume(Actor actor) {
        any(actor).ifPresent(name -> measure(actor, runs -> runs.resume(name), false));
    }

    /** All points that were acknowledged before are there, each once. */
    static void read(Actor actor) {
        any(actor).ifPresent(name -> {
            Set<Long> expected = new TreeSet<>(actor.world().runs().committed(name));
            actor.attempt(() -> requirePoints(name, runs(actor).points(name, "auc"), expected));
        });
    }

    static void requirePoints(String name, List<MetricPoint> points, Set<Long> expected) {
        Set<Long> steps = new HashSet<>();
        for (MetricPoint point : points) {
            if (!steps.add(point.step().orElseThrow())) {
                throw new AssertionError(name + " has a point twice: " + point);
            }
        }
        if (!steps.containsAll(expected)) {
            throw new AssertionError(name + " has " + steps + " and lacks some of " + expected);
        }
    }

    private static void measure(Actor actor, Function<Runs, Run> begin, boolean isNew) {
        RunBook book = actor.world().runs();
        Set<Long> steps = new TreeSet<>();
        Run[] opened = new Run[1];
        Attempt attempt = actor.attempt(() -> {
            opened[0] = begin.apply(runs(actor));
            if (isNew) {
                book.started(opened[0].name().value());
            }
        });
        int measures = actor.dice().nextInt(3);
        for (int i = 0; i < measures && attempt.ending() != Ending.CRASHED && opened[0] != null; i++) {
            long step = book.nextStep();
            attempt = actor.attempt(() -> {
                opened[0].metric("auc", 0.5, step);
                steps.add(step);
                actor.timer().tick();
                opened[0].flush();
            });
            if (attempt.ending() == Ending.DONE) {
                book.committed(opened[0].name().value(), steps);
            }
        }
        if (opened[0] != null && attempt.ending() != Ending.CRASHED) {
            end(actor, opened[0], steps);
        }
    }

    private static void end(Actor actor, Run run, Set<Long> steps) {
        int how = actor.dice().nextInt(3);
        if (how == 0) {
            return;
        }
        Attempt attempt = actor.attempt(() -> {
            if (how == 1) {
                run.succeed();
            } else {
                run.fail("by dice");
            }
        });
        if (attempt.ending() == Ending.DONE) {
            actor.world().runs().committed(run.name().value(), steps);
        }
    }

    private static Optional<String> any(Actor actor) {
        List<String> names = actor.world().runs().names();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(names.get(actor.dice().nextInt(names.size())));
    }

    private static Runs runs(Actor actor) {
        return runs(actor.platform());
    }

    static Runs runs(MlPlatform platform) {
        return platform.workspace(Places.TEAM).with(SETTINGS).runs();
    }
}
