package io.mlplatform.testkit;

import java.util.Set;
import java.util.function.Predicate;

/**
 * One line of a fault script: the {@code nth} request (from 1) of these kinds on such a key meets this fault, or with
 * {@link #EVERY} all of them. Immutable; the counting is the store's.
 *
 * @param keys asked with each key of the request; of a listing with its prefix
 */
public record FaultRule(Fault fault, int nth, Set<RequestKind> kinds, Predicate<String> keys) {

    /** In place of a number. */
    public static final int EVERY = 0;

    public FaultRule {
        kinds = Set.copyOf(kinds);
        if (nth < 0) {
            throw new IllegalArgumentException("requests count from 1: " + nth);
        }
        if (!fault.kinds().containsAll(kinds)) {
            throw new IllegalArgumentException(
                    fault + " happens only to " + fault.kinds() + ", not to all of " + kinds);
        }
    }

    /** The nth request that this fault can happen to. */
    public static FaultRule nth(int nth, Fault fault) {
        return new FaultRule(fault, nth, fault.kinds(), key -> true);
    }

    /** Every request that this fault can happen to. */
    public static FaultRule every(Fault fault) {
        return nth(EVERY, fault);
    }

    /** This rule for requests of these kinds only. */
    public FaultRule of(RequestKind... only) {
        return new FaultRule(fault, nth, Set.of(only), keys);
    }

    /** This rule for requests on such keys only. */
    public FaultRule on(Predicate<String> only) {
        return new FaultRule(fault, nth, kinds, only);
    }
}
