package io.mlplatform.testkit.policy;

import java.util.List;

/**
 * Whom a statement of a resource policy means.
 *
 * @param listed whether those named or all others
 * @param names ARNs, services, or {@code *} for everybody
 */
record PrincipalElement(Listed listed, List<String> names) {

    /** Which of the two elements it was. */
    enum Listed {
        PRINCIPAL,
        NOT_PRINCIPAL
    }

    /** How far a permission reaches that a statement gives. */
    enum Reach {
        /** The caller is not meant. */
        NONE,
        /** The account may give it on: its identity policies have to allow too. */
        ACCOUNT,
        /** The role has it; boundary and session policy of a session limit it. */
        ROLE,
        /** The caller has it, and only an explicit denial takes it away. */
        CALLER
    }

    static final String EVERYBODY = "*";

    /** What an Allow gives the caller. */
    Reach reach(CallingPrincipal caller) {
        if (listed == Listed.NOT_PRINCIPAL) {
            return isNamed(EVERYBODY) || caller.names().stream().anyMatch(this::isNamed) ? Reach.NONE : Reach.CALLER;
        }
        if (isNamed(EVERYBODY)) {
            return Reach.CALLER;
        }
        List<String> callers = caller.names();
        for (int at = 0; at < callers.size(); at++) {
            if (isNamed(callers.get(at))) {
                return reachOfName(at, caller);
            }
        }
        return Reach.NONE;
    }

    /**
     * Whether a Deny means the caller. To be spared by {@code NotPrincipal}, all names of the caller must be in it: of a
     * role session the session, the role and the account. The documentation says that with one missing the request
     * <em>might</em> be denied; here it is. A caller with a permissions boundary is never spared.
     */
    boolean denies(CallingPrincipal caller, List<PolicyDocument> boundaries) {
        if (listed == Listed.PRINCIPAL) {
            return reach(caller) != Reach.NONE;
        }
        boolean spared = !caller.names().isEmpty()
                && boundaries.isEmpty()
                && caller.names().stream().allMatch(this::isNamed);
        return !spared && !isNamed(EVERYBODY);
    }

    private boolean isNamed(String name) {
        return names.contains(name);
    }

    private static Reach reachOfName(int at, CallingPrincipal caller) {
        if (at == 0) {
            return Reach.CALLER;
        }
        return at == caller.names().size() - 1 ? Reach.ACCOUNT : Reach.ROLE;
    }
}
