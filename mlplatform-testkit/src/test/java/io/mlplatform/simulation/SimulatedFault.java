package io.mlplatform.simulation;

import io.mlplatform.testkit.RequestKind;
import java.util.EnumSet;
import java.util.Set;

/** What can go wrong with a request, as far as it shows at the port. */
enum SimulatedFault {
    /** The request never arrives. */
    LOST_REQUEST(EnumSet.allOf(RequestKind.class)),
    /** It takes effect, and the answer never arrives. */
    LOST_RESPONSE(EnumSet.allOf(RequestKind.class)),
    /** 409: another conditional write was under way, longer than the store's own patience; no effect. */
    CONFLICT_409(EnumSet.of(RequestKind.PUT)),
    /** 412 for the own success, as a client's silent repeat causes. */
    OWN_EFFECT_412(EnumSet.of(RequestKind.PUT)),
    /** 500, before the effect or behind it. */
    INTERNAL_500(EnumSet.allOf(RequestKind.class)),
    /** 503: slow down; no effect. */
    SLOW_DOWN_503(EnumSet.allOf(RequestKind.class)),
    /** No answer in time; the effect comes now, much later, or never. */
    TIME_OUT(EnumSet.allOf(RequestKind.class)),
    /** Answered as it should be, and delivered a second time much later. */
    DELIVERED_AGAIN(EnumSet.of(RequestKind.PUT, RequestKind.DELETE)),
    /** 200 with an error in the body: a failure of unknown effect, like a 500. */
    ERROR_IN_200(EnumSet.of(RequestKind.PUT, RequestKind.DELETE)),
    /** The body ends early, and says nothing of it. */
    TRUNCATED_BODY(EnumSet.of(RequestKind.GET)),
    /** The process dies, before the request takes effect or behind it. */
    CRASH(EnumSet.allOf(RequestKind.class));

    private final Set<RequestKind> kinds;

    SimulatedFault(Set<RequestKind> kinds) {
        this.kinds = Set.copyOf(kinds);
    }

    boolean fits(RequestKind kind, boolean conditional) {
        return kinds.contains(kind) && (conditional || this != CONFLICT_409 && this != OWN_EFFECT_412);
    }
}
