package io.mlplatform.testkit;

import io.mlplatform.store.LocalStore;
import io.mlplatform.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreContractTest implements ObjectStoreContract {

    @TempDir
    Path folder;

    @Override
    public ObjectStore newStore() {
        try {
            return LocalStore.open(Files.createTempDirectory(folder, "store"), Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<Rule> brokenRules() {
        return Set.of(Rule.OBJECT_BESIDE_FOLDER);
    }
}
