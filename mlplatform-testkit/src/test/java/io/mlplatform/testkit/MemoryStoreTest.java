package io.mlplatform.testkit;

import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import java.time.Clock;

class MemoryStoreTest implements ObjectStoreContract {

    @Override
    public ObjectStore newStore() {
        return new MemoryStore(Clock.systemUTC());
    }
}
