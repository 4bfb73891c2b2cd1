package io.mlplatform.modelcheck;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks at some of the states of a model that has too many: walks from its beginning, each step drawn by seeded dice, until
 * nothing more can happen. A walk goes as deep as a search by breadth never comes.
 */
final class Walks {

    private final Model model;
    private final Check check;
    private final Random dice;
    private final List<Supplier<String>> stories = new ArrayList<>();
    private long steps;
    private int longest;

    /** What some walks found. */
    record Result(String model, int walks, long steps, int longest, Optional<Search.Violation> violation) {

        @Override
        public String toString() {
            return model + ": " + walks + " walks, " + steps + " steps, the longest " + longest
                    + violation.map(found -> "\n" + found).orElse("");
        }
    }

    private Walks(Model model, Set<Invariant> invariants, long seed) {
        this.model = model;
        this.check = new Check(invariants);
        this.dice = new Random(seed);
    }

    /** Walks as often as given, or until any invariant is broken. */
    static Result of(Model model, long seed, int walks) {
        return new Walks(model, EnumSet.allOf(Invariant.class), seed).run(walks);
    }

    /** Walks as often as given, or until this invariant is broken. */
    static Result of(Model model, Invariant invariant, long seed, int walks) {
        return new Walks(model, EnumSet.of(invariant), seed).run(walks);
    }

    private Result run(int walks) {
        for (int walk = 1; walk <= walks; walk++) {
            Optional<Invariant> broken = walk();
            if (broken.isPresent()) {
                List<String> trace = stories.stream().map(Supplier::get).toList();
                return result(walk, Optional.of(new Search.Violation(broken.get(), trace)));
            }
        }
        return result(walks, Optional.empty());
    }

    private Optional<Invariant> walk() {
        stories.clear();
        Steps next = new Steps();
        World world = model.world();
        model.steps(world, next);
        while (next.count() > 0) {
            int step = dice.nextInt(next.count());
            World after = next.world(step);
            stories.add(next.stories(step));
            steps++;
            longest = Math.max(longest, stories.size());
            Optional<Invariant> broken = check.broken(world, after).or(() -> check.broken(after));
            if (broken.isPresent()) {
                return broken;
            }
            world = after;
            next.clear();
            model.steps(world, next);
        }
        return Optional.empty();
    }

    private Result result(int walks, Optional<Search.Violation> violation) {
        return new Result(model.name(), walks, steps, longest, violation);
    }
}
