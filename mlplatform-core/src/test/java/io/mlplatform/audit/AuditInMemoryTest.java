package io.mlplatform.audit;

import io.mlplatform.Lake;
import io.mlplatform.store.MemoryStore;

class AuditInMemoryTest extends AuditTests {
    AuditInMemoryTest() {
        super(new MemoryStore(new Lake.Ticks()));
    }
}
