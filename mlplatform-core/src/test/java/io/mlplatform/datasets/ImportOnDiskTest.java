package io.mlplatform.datasets;

import io.mlplatform.Lake;
import io.mlplatform.store.LocalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ImportOnDiskTest extends ImportTests {
    ImportOnDiskTest(@TempDir Path folder) {
        super(LocalStore.open(folder, new Lake.Ticks()));
    }
}
