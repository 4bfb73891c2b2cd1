package io.mlplatform.modelcheck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at every state that a model can reach, nearest first: a trace that it finds is a shortest one. */
final class Search {

    private final Model model;
    private final Check check;
    private final int most;
    private final StateTable table;

    /** What a search found; {@code exhausted} where no state was left to look at. */
    record Result(String model, int states, int depth, boolean exhausted, Optional<Violation> violation) {

        @Override
        public String toString() {
            return model + ": " + states + " states, depth " + depth + (exhausted ? ", all there are" : ", not all")
                    + violation.map(found -> "\n" + found).orElse("");
        }
    }

    /** How an invariant came to be broken, a line each step. */
    record Violation(Invariant invariant, List<String> trace) {

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (int step = 0; step < trace.size(); step++) {
                text.append("  ")
                        .append(step + 1)
                        .append(". ")
                        .append(trace.get(step))
                        .append('\n');
            }
            return text.append("  broken: ").append(invariant.says()).toString();
        }
    }

    private Search(Model model, Set<Invariant> invariants, int most) {
        this.model = model;
        this.check = new Check(invariants);
        this.most = most;
        this.table = new StateTable(model.layout().bytes());
    }

    /** Looks for any broken invariant, in at most {@code most} states. */
    static Result of(Model model, int most) {
        return new Search(model, EnumSet.allOf(Invariant.class), most).run();
    }

    /** Looks for one broken invariant, in at most {@code most} states. */
    static Result of(Model model, Invariant invariant, int most) {
        return new Search(model, EnumSet.of(invariant), most).run();
    }

    private Result run() {
        Steps steps = new Steps();
        table.add(model.begin(), -1);
        int levelEnd = 1;
        int depth = 0;
        for (int state = 0; state < table.count(); state++) {
            if (state == levelEnd) {
                depth++;
                levelEnd = table.count();
            }
            if (table.count() > most) {
                return new Result(model.name(), table.count(), depth, false, Optional.empty());
            }
            World world = new World(model, table.state(state));
            steps.clear();
            model.steps(world, steps);
            for (int step = 0; step < steps.count(); step++) {
                World next = steps.world(step);
                Optional<Invariant> broken = check.broken(world, next);
                if (table.add(next.cells(), state) != StateTable.KNOWN) {
                    broken = broken.isPresent() ? broken : check.broken(next);
                }
                if (broken.isPresent()) {
                    Violation violation = new Violation(broken.get(), trace(state, steps.story(step)));
                    return new Result(model.name(), table.count(), depth, false, Optional.of(violation));
                }
            }
        }
        return new Result(model.name(), table.count(), depth, true, Optional.empty());
    }

    private List<String> trace(int last, String story) {
        Deque<String> stories = new ArrayDeque<>(List.of(story));
        for (int state = last; table.parent(state) >= 0; state = table.parent(state)) {
            stories.addFirst(story(table.parent(state), table.state(state)));
        }
        return new ArrayList<>(stories);
    }

    private String story(int parent, byte[] cells) {
        Steps steps = new Steps();
        model.steps(new World(model, table.state(parent)), steps);
        for (int step = 0; step < steps.count(); step++) {
            if (java.util.Arrays.equals(steps.world(step).cells(), cells)) {
                return steps.story(step);
            }
        }
        throw new IllegalStateException("a step that cannot be taken again");
    }
}
