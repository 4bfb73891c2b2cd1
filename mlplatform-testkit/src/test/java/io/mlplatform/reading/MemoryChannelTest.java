package io.mlplatform.reading;

import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;

class MemoryChannelTest extends VersionFileChannelTests {

    @Override
    ObjectStore store() {
        return new MemoryStore(Pool.CLOCK);
    }
}
