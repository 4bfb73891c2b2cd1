package io.mlplatform.reading;

import io.mlplatform.store.LocalStore;
import io.mlplatform.store.ObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalChannelTest extends VersionFileChannelTests {

    @TempDir
    Path folder;

    @Override
    ObjectStore store() {
        return LocalStore.open(folder, Pool.CLOCK);
    }
}
