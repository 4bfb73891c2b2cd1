package io.mlplatform.modelcheck;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Takes the steps of a trace again, by their stories alone: what a search tells is not taken on trust. */
final class Replay {

    private Replay() {}

    /** What the last step of the trace breaks; empty where some line is no step of the model, or breaks it before. */
    static Optional<Invariant> of(Model model, Invariant watched, List<String> trace) {
        Check check = new Check(EnumSet.of(watched));
        List<World> here = List.of(model.world());
        Optional<Invariant> broken = Optional.empty();
        for (String story : trace) {
            if (broken.isPresent()) {
                return Optional.empty();
            }
            List<World> there = new ArrayList<>();
            for (World world : here) {
                for (World after : told(model, world, story)) {
                    broken = broken.isPresent() ? broken : check.broken(world, after);
                    broken = broken.isPresent() ? broken : check.broken(after);
                    there.add(after);
                }
            }
            here = there;
        }
        return broken;
    }

    private static List<World> told(Model model, World world, String story) {
        Steps steps = new Steps();
        model.steps(world, steps);
        List<World> told = new ArrayList<>();
        for (int step = 0; step < steps.count(); step++) {
            if (steps.story(step).equals(story)) {
                told.add(steps.world(step));
            }
        }
        return told;
    }
}
