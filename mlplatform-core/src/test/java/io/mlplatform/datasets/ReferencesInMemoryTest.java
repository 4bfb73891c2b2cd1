package io.mlplatform.datasets;

import io.mlplatform.Lake;
import io.mlplatform.store.MemoryStore;

class ReferencesInMemoryTest extends ReferenceTests {
    ReferencesInMemoryTest() {
        super(new MemoryStore(new Lake.Ticks()));
    }
}
