package io.mlplatform.audit;

import io.mlplatform.Lake;
import io.mlplatform.store.LocalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class AuditOnDiskTest extends AuditTests {
    AuditOnDiskTest(@TempDir Path folder) {
        super(LocalStore.open(folder, new Lake.Ticks()));
    }
}
