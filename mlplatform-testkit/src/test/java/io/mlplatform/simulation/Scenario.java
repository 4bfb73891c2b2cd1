package io.mlplatform.simulation;

import io.mlplatform.simulation.SimulatedTime.Clocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that decides one run: who does what, and the dice of all else. Equal scenarios run equally.
 *
 * @param schedule another one than 0 for who goes when, with all else as it is
 * @param muted faults that do not happen, as {@link FaultDice#last()} names them
 */
record Scenario(long seed, int schedule, List<Part> cast, Set<String> muted) {

    private static final List<String> NAMES = List.of("ada", "bob", "cyd", "dee", "eve", "fay", "gus");

    private static final List<Duration> GRACES = List.of(Duration.ZERO, Duration.ofSeconds(20), Duration.ofDays(7));

    /** Without these the others would have nothing to work on. */
    private static final List<Role> LEADS =
            List.of(Role.PUBLISHER, Role.MODELLER, Role.KEEPER, Role.COLLECTOR, Role.ALIAS_MOVER);

    Scenario {
        cast = List.copyOf(cast);
        muted = Set.copyOf(muted);
    }

    static Scenario of(long seed) {
        Random dice = dice(seed, "cast");
        List<Part> cast = new ArrayList<>();
        int actors = 5 + dice.nextInt(NAMES.size() - 4);
        for (int i = 0; i < actors; i++) {
            Role role = i < LEADS.size() ? LEADS.get(i) : Role.values()[dice.nextInt(Role.values().length)];
            cast.add(role.cast(NAMES.get(i), 8 + dice.nextInt(7), dice));
        }
        return new Scenario(seed, 0, cast, Set.of());
    }

    Clocks clocks() {
        return Clocks.values()[dice("clocks").nextInt(Clocks.values().length)];
    }

    /** How long retired versions stay, and how long unfinished publishes are left alone: safety must not rest on it. */
    Duration grace(String of) {
        return GRACES.get(dice(of).nextInt(GRACES.size()));
    }

    /** Whether there is a version of everything before the actors begin. */
    boolean beginsWithVersions() {
        return dice("prologue").nextInt(4) > 0;
    }

    /** The share of requests that meet a fault. */
    double faultRate() {
        return 0.04 + 0.21 * dice("rate").nextDouble();
    }

    /** Of a hundred steps of an actor, how many are followed by one of its own without asking the dice. */
    int steadiness() {
        return dice("steadiness").nextInt(85);
    }

    /** Dice of their own for each purpose, so that less of one does not change another's. */
    Random dice(String purpose) {
        return dice(seed, purpose);
    }

    Scenario without(Part part) {
        return with(cast.stream().filter(each -> each != part).toList());
    }

    Scenario without(Part part, Deed deed) {
        Part smaller = new Part(
                part.actor(),
                part.luck(),
                part.deeds().stream().filter(each -> each != deed).toList());
        return with(cast.stream().map(each -> each == part ? smaller : each).toList());
    }

    Scenario muting(Set<String> more) {
        Set<String> all = new TreeSet<>(muted);
        all.addAll(more);
        return new Scenario(seed, schedule, cast, all);
    }

    Scenario scheduled(int other) {
        return new Scenario(seed, other, cast, muted);
    }

    private Scenario with(List<Part> smaller) {
        return new Scenario(seed, schedule, smaller, muted);
    }

    private static Random dice(long seed, String purpose) {
        // A Random's first numbers follow closely from its seed: neighbours are torn apart before.
        return new Random((seed * 31 + purpose.hashCode()) * 0x9E3779B97F4A7C15L);
    }

    @Override
    public String toString() {
        return "seed " + seed + ", schedule " + schedule + ", clocks " + clocks() + ", " + muted.size()
                + " faults muted"
                + cast.stream()
                        .map(part -> "\n  " + part.actor() + ": "
                                + part.deeds().stream()
                                        .map(deed -> deed.kind().toString())
                                        .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining());
    }
}
