package io.mlplatform.datasets;

import io.mlplatform.Lake;
import io.mlplatform.store.MemoryStore;

class ImportInMemoryTest extends ImportTests {
    ImportInMemoryTest() {
        super(new MemoryStore(new Lake.Ticks()));
    }
}
