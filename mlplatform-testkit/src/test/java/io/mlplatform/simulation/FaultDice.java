package io.mlplatform.simulation;

import io.mlplatform.testkit.RequestKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Decides which of one actor's requests meet which fault; those that are muted are passed over. */
final class FaultDice {

    /** Of the faults that are crashes by the dice this part is; the others become lost requests. */
    private static final int CRASHES = 3;

    /** How much more often the requests meet one on which all depends. */
    private static final int ENTRIES = 3;

    private final Random dice;
    private final String actor;
    private final double rate;
    private final Set<String> muted;
    private int met;
    private int detail;

    /** @param muted faults as {@link #last()} names them */
    FaultDice(Random dice, String actor, double rate, Set<String> muted) {
        this.dice = dice;
        this.actor = actor;
        this.rate = rate;
        this.muted = muted;
    }

    /** The fault of the next request, if it meets one; {@code entry} where it brings an entry of a log. */
    Optional<SimulatedFault> next(RequestKind kind, boolean conditional, boolean entry) {
        if (dice.nextDouble() >= (entry ? ENTRIES * rate : rate)) {
            return Optional.empty();
        }
        List<SimulatedFault> fitting = Arrays.stream(SimulatedFault.values())
                .filter(fault -> fault.fits(kind, conditional))
                .toList();
        SimulatedFault chosen = fitting.get(dice.nextInt(fitting.size()));
        boolean spared = dice.nextInt(CRASHES) > 0;
        detail = dice.nextInt(Integer.MAX_VALUE);
        met++;
        if (muted.contains(last())) {
            return Optional.empty();
        }
        return Optional.of(chosen == SimulatedFault.CRASH && spared ? SimulatedFault.LOST_REQUEST : chosen);
    }

    /** The name of the fault that was met last, such as {@code ada#3}. */
    String last() {
        return actor + "#" + met;
    }

    /** What the fault that was met last leaves open; no throw of its own, so that a muted fault changes no later one. */
    int choice(int among) {
        return detail % among;
    }
}
