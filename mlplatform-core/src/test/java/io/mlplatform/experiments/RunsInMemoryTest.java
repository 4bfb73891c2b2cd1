package io.mlplatform.experiments;

import io.mlplatform.store.MemoryStore;

class RunsInMemoryTest extends RunsTests {
    RunsInMemoryTest() {
        super(MemoryStore::new);
    }
}
