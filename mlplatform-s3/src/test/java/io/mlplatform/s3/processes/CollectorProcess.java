package io.mlplatform.s3.processes;

import io.mlplatform.MlPlatform;
import io.mlplatform.Settings;
import io.mlplatform.internal.StoreProviders;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A program that collects one dataset, is held at one of its changes, and tells so by a file. */
final class CollectorProcess {

    /** The file that tells that the change is held. */
    static final String HELD = "held";

    private CollectorProcess() {}

    /** Arguments: location, dataset, folder for what it writes down, the change to hold before its effect, and after it. */
    public static void main(String... arguments) throws IOException {
        Path held = Path.of(arguments[2]).resolve(HELD);
        StoreLocation location = StoreProviders.open(arguments[0]);
        ObjectStore store = new HeldStore(
                location.store(), Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]), () -> create(held));
        try (MlPlatform platform = MlPlatform.builder()
                .store(store, location.prefix())
                .settings(settings())
                .open()) {
            platform.collector().collect(Zone.DATASETS, arguments[1]);
        }
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without any grace, so that what was staged just now is garbage. */
    static Settings settings() {
        return Settings.defaults()
                .withActor("collector")
                .withRetireGrace(Duration.ZERO)
                .withInFlightGrace(Duration.ZERO);
    }
}
