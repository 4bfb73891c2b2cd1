package io.mlplatform.s3.provision;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a walk over the platform finds, and which of it is to be done. For one thread. */
final class Ledger {

    private final Set<ChangeKind> accepted;
    private final List<Change> done = new ArrayList<>();
    private final List<Change> notDone = new ArrayList<>();
    private final List<Danger> dangers = new ArrayList<>();
    private final Set<Unavailable> unavailable = new LinkedHashSet<>();

    private Ledger(Set<ChangeKind> accepted) {
        this.accepted = accepted;
    }

    /** For a look: nothing is done. */
    static Ledger look() {
        return new Ledger(EnumSet.noneOf(ChangeKind.class));
    }

    /** For what adds and tightens, and what loosens where that is allowed. */
    static Ledger apply(Loosening loosening) {
        return new Ledger(
                loosening == Loosening.ALLOWED
                        ? EnumSet.allOf(ChangeKind.class)
                        : EnumSet.of(ChangeKind.ADD, ChangeKind.TIGHTEN));
    }

    boolean accepts(ChangeKind kind) {
        return accepted.contains(kind);
    }

    void done(Change change) {
        done.add(change);
    }

    void notDone(Change change) {
        notDone.add(change);
    }

    void danger(Danger danger) {
        dangers.add(danger);
    }

    void unavailable(Unavailable gap) {
        unavailable.add(gap);
    }

    ProvisioningPlan plan() {
        return new ProvisioningPlan(notDone, dangers, List.copyOf(unavailable));
    }

    Drift drift() {
        return new Drift(notDone, dangers, List.copyOf(unavailable));
    }

    ProvisioningReport report() {
        return new ProvisioningReport(done, notDone, dangers, List.copyOf(unavailable));
    }
}
