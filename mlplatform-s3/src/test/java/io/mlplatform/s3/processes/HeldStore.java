package io.mlplatform.s3.processes;

import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A store whose n-th change never answers, so that its process can be killed right there: before its effect or after it, a
 * deletion after half of it.
 */
final class HeldStore extends DelegatingObjectStore {

    private final AtomicInteger changes = new AtomicInteger();
    private final int heldBefore;
    private final int heldAfter;
    private final Runnable told;

    /**
     * @param heldBefore the change that is held without effect, from 1; 0 for none
     * @param heldAfter the change that is held after its effect, a deletion after half of it, from 1; 0 for none
     * @param told is run once a change is held
     */
    HeldStore(ObjectStore delegate, int heldBefore, int heldAfter, Runnable told) {
        super(delegate);
        this.heldBefore = heldBefore;
        this.heldAfter = heldAfter;
        this.told = told;
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        holdWhere(changes.get() + 1 == heldBefore);
        PutOutcome outcome = super.put(key, content, condition);
        // What lost a race has changed nothing.
        if (outcome instanceof PutOutcome.Stored) {
            holdWhere(changes.incrementAndGet() == heldAfter);
        }
        return outcome;
    }

    @Override
    public void delete(Collection<ObjectKey> keys) {
        int change = changes.incrementAndGet();
        holdWhere(change == heldBefore);
        if (change == heldAfter) {
            super.delete(keys.stream().limit((keys.size() + 1) / 2).toList());
        }
        holdWhere(change == heldAfter);
        super.delete(keys);
    }

    private void holdWhere(boolean due) {
        if (due) {
            told.run();
            while (true) {
                LockSupport.park();
            }
        }
    }
}
