package io.mlplatform.internal.gc;

import io.mlplatform.collection.CollectionPlan;
import io.mlplatform.collection.Why;
import io.mlplatform.internal.Keys;
import io.mlplatform.store.ObjectInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What is to be deleted, by one walk over the listings: counted, and which transactions must be given up for it. */
final class Plan {

    private static final int SHOWN = 1_000;

    private final Liveness liveness;
    private final Garbage garbage;
    private final Instant young;
    private final Tally tally = new Tally();
    private final TxnSet candidates = new TxnSet();
    private final List<CollectionPlan.Transaction> shown = new ArrayList<>();

    // Of the transaction that the walk is at.
    private String txn = "";
    private long objects;
    private long bytes;
    private Instant newest = Instant.MIN;

    private Plan(Liveness liveness, Duration inFlightGrace) {
        this.liveness = liveness;
        this.garbage = new Garbage(liveness);
        this.young = liveness.date().minus(inFlightGrace);
    }

    static Plan of(Liveness liveness, Keys keys, Duration inFlightGrace) {
        Plan plan = new Plan(liveness, inFlightGrace);
        StagedKeys staged = new StagedKeys(keys.data(), keys.manifests());
        while (staged.hasNext()) {
            plan.add(staged.next());
        }
        plan.end();
        for (Iterator<ObjectInfo> derived = DerivedKeys.ofDead(keys, liveness); derived.hasNext(); ) {
            plan.tally.add(Why.DERIVED, 0, 1, derived.next().size());
        }
        return plan;
    }

    private void add(StagedKey key) {
        if (!key.txn().equals(txn)) {
            end();
            txn = key.txn();
        }
        if (garbage.isOpen(txn) || garbage.why(key).isPresent()) {
            objects++;
            bytes += key.object().size();
            newest = key.object().lastModified().isAfter(newest) ? key.object().lastModified() : newest;
        }
    }

    private void end() {
        if (objects > 0) {
            Why why = why();
            if (garbage.isOpen(txn) && why.isDeleted()) {
                candidates.add(txn);
            }
            tally.add(why, 1, objects, bytes);
            if (shown.size() < SHOWN) {
                shown.add(new CollectionPlan.Transaction(txn, liveness.versionOf(txn), why, objects, bytes));
            }
        }
        objects = 0;
        bytes = 0;
        newest = Instant.MIN;
    }

    private Why why() {
        if (liveness.isLive(txn)) {
            return Why.LEFT_OVER;
        }
        if (!garbage.isOpen(txn)) {
            return Why.GIVEN_UP;
        }
        Why unnamed = garbage.whyUnnamed(txn);
        return unnamed == Why.UNFINISHED && newest.isAfter(young) ? Why.TOO_YOUNG : unnamed;
    }

    /** Transactions of which nothing is live, to be given up before anything of them is deleted. */
    TxnSet candidates() {
        return candidates;
    }

    CollectionPlan shown(String address) {
        return new CollectionPlan(address, liveness.head().seq(), tally.piles(), shown);
    }
}
