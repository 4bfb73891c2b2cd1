package io.mlplatform.datasets;

import io.mlplatform.Lake;
import io.mlplatform.store.MemoryStore;

class DatasetsInMemoryTest extends DatasetRegistryTests {
    DatasetsInMemoryTest() {
        super(new MemoryStore(new Lake.Ticks()));
    }
}
