package io.mlplatform.protocol;

import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.DelegatingObjectStore;

/** A store that is closed by someone else after so many puts to logs. For one thread. */
final class ClosedAfterPuts extends DelegatingObjectStore {

    private int left;

    ClosedAfterPuts(ObjectStore delegate, int puts) {
        super(delegate);
        this.left = puts;
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        if (Lab.LOG.test(key.value()) && left-- <= 0) {
            throw new IllegalStateException("the store is closed");
        }
        return super.put(key, content, condition);
    }
}
