package io.mlplatform.internal.gc;

import io.mlplatform.collection.Why;
import java.util.Optional;

/** Whether one object is garbage, by what is live: asked alike by the plan and by the sweep, so that they cannot differ. */
final class Garbage {

    private final Liveness liveness;

    Garbage(Liveness liveness) {
        this.liveness = liveness;
    }

    /** Why the object is garbage; empty where it is live, or its transaction is {@linkplain #isOpen open}. */
    Optional<Why> why(StagedKey key) {
        String txn = key.txn();
        if (liveness.isLive(txn)) {
            return liveness.versionOf(txn) > 0
                            && !liveness.mayBeLive(key.object().key())
                    ? Optional.of(Why.LEFT_OVER)
                    : Optional.empty();
        }
        if (liveness.isGivenUp(txn)) {
            return Optional.of(whyUnnamed(txn));
        }
        return liveness.isCondemned(txn) ? Optional.of(Why.GIVEN_UP) : Optional.empty();
    }

    /** True where nothing of the transaction is live, and it must be given up before anything of it is deleted. */
    boolean isOpen(String txn) {
        return !liveness.isLive(txn) && !liveness.isGivenUp(txn) && !liveness.isCondemned(txn);
    }

    /** Why nothing of a transaction is live. */
    Why whyUnnamed(String txn) {
        return liveness.versionOf(txn) > 0 ? Why.RETIRED : Why.UNFINISHED;
    }
}
