package io.mlplatform.testkit.broken;

import io.mlplatform.NotFoundException;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.util.Collection;

/** Deletes that do too little. */
final class BrokenDeletes {

    private BrokenDeletes() {}

    static ObjectStore stoppingAtAThousand(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void delete(Collection<ObjectKey> keys) {
                super.delete(keys.stream().limit(1_000).toList());
            }
        };
    }

    static ObjectStore failingOnTheAbsent(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void delete(Collection<ObjectKey> keys) {
                for (ObjectKey key : keys) {
                    if (head(key).isEmpty()) {
                        throw new NotFoundException(location() + "/" + key, "there is nothing to delete");
                    }
                }
                super.delete(keys);
            }
        };
    }
}
