package io.mlplatform.pipelines;

import io.mlplatform.store.MemoryStore;

class PipelineExecutionsInMemoryTest extends PipelineExecutionsTests {
    PipelineExecutionsInMemoryTest() {
        super(MemoryStore::new);
    }
}
