package io.mlplatform.testkit;

import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import java.time.Clock;

/** The decorators change nothing that the contract sees. */
class TestStoreContractTest implements ObjectStoreContract {

    @Override
    public ObjectStore newStore() {
        ObjectStore memory = new MemoryStore(Clock.systemUTC());
        return new MeteredObjectStore(new FaultScriptedStore(memory), new HopClock());
    }
}
