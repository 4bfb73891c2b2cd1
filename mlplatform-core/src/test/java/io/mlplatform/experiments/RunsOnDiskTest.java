package io.mlplatform.experiments;

import io.mlplatform.store.LocalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RunsOnDiskTest extends RunsTests {
    RunsOnDiskTest(@TempDir Path folder) {
        super(hands -> LocalStore.open(folder, hands));
    }
}
