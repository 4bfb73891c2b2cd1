package io.mlplatform.testkit;

import java.util.EnumSet;
import java.util.Set;

/** What goes wrong with a request to a {@link FaultScriptedStore}. */
public enum Fault {
    /** No answer, and no effect: the request never arrived. */
    LOST_REQUEST(EnumSet.allOf(RequestKind.class)),
    /** No answer, after the effect: the response never arrived. */
    LOST_RESPONSE(EnumSet.allOf(RequestKind.class)),
    /** The put takes effect and is answered with "condition not met", as by a client that repeats lost requests. */
    OWN_EFFECT_DENIED(EnumSet.of(RequestKind.PUT)),
    /** Refused for want of a right, without effect. */
    ACCESS_DENIED(EnumSet.allOf(RequestKind.class)),
    /** The body ends in the middle of what was asked for, and says nothing of it. */
    TRUNCATED_BODY(EnumSet.of(RequestKind.GET));

    private final Set<RequestKind> kinds;

    Fault(Set<RequestKind> kinds) {
        this.kinds = Set.copyOf(kinds);
    }

    /** The requests that it can happen to. */
    public Set<RequestKind> kinds() {
        return kinds;
    }
}
