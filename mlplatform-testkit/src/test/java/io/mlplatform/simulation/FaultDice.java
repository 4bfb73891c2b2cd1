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

    private final Random dice;
    private final String actor;
    private final double rate;
    private final Set<String> muted;
    private int met;

    /** @param muted faults as {@link #last()} names them */
    FaultDice(Random dice, String actor, double rate, Set<String> muted) {
        this.dice = dice;
        this.actor = actor;
        this.rate = rate;
        this.muted = muted;
    }

    /** The fault of the next request, if it meets one. */
    Optional<SimulatedFault> next(RequestKind kind, boolean conditional) {
        if (dice.nextDouble() >= rate) {
            return Optional.empty();
        }
        List<SimulatedFault> fitting = Arrays.stream(SimulatedFault.values())
                .filter(fault -> fault.fits(kind, conditional))
                .toList();
        SimulatedFault chosen = fitting.get(dice.nextInt(fitting.size()));
        boolean spared = dice.nextInt(CRASHES) > 0;
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

    int choice(int among) {
        return dice.nextInt(among);
    }
}
