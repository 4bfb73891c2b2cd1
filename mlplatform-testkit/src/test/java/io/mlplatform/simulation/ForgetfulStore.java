package io.mlplatform.simulation;

import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.time.Instant;

/** A store that says of one data file that it was stored, and did not store it: what no store may do. For one thread. */
final class ForgetfulStore extends DelegatingObjectStore {

    private int left;

    /** @param nth which data file is forgotten, from 1 */
    ForgetfulStore(ObjectStore delegate, int nth) {
        super(delegate);
        this.left = nth;
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        if (key.value().contains("/data/") && --left == 0) {
            return new PutOutcome.Stored("forgotten", Instant.EPOCH);
        }
        return super.put(key, content, condition);
    }
}
