package io.mlplatform.testkit.sweep;

import io.mlplatform.testkit.Fault;
import java.util.Optional;
import java.util.Set;

/** How the k-th request ends, and those behind it. */
public enum Outage {
    LOST_REQUEST(Fault.LOST_REQUEST),
    LOST_RESPONSE(Fault.LOST_RESPONSE),
    DENIED(Fault.ACCESS_DENIED),
    OWN_EFFECT_DENIED(Fault.OWN_EFFECT_DENIED),
    TRUNCATED(Fault.TRUNCATED_BODY),
    GONE_BEFORE_EFFECT(Fault.LOST_REQUEST, Fault.LOST_REQUEST),
    // Only the first request may take effect unseen; the others never arrive.
    GONE_AFTER_EFFECT(Fault.LOST_RESPONSE, Fault.LOST_REQUEST),
    DENIED_FOR_GOOD(Fault.ACCESS_DENIED, Fault.ACCESS_DENIED);

    /** Those that every request can meet. */
    static final Set<Outage> ALWAYS =
            Set.of(LOST_REQUEST, LOST_RESPONSE, DENIED, GONE_BEFORE_EFFECT, GONE_AFTER_EFFECT, DENIED_FOR_GOOD);

    private final Fault first;
    private final Optional<Fault> later;

    Outage(Fault first) {
        this.first = first;
        this.later = Optional.empty();
    }

    Outage(Fault first, Fault later) {
        this.first = first;
        this.later = Optional.of(later);
    }

    /** What the k-th request meets. */
    Fault first() {
        return first;
    }

    /** What every request behind it meets; empty where the store is back then. */
    Optional<Fault> later() {
        return later;
    }
}
