package io.mlplatform.s3.processes;

import io.mlplatform.MlPlatform;
import io.mlplatform.Settings;
import io.mlplatform.internal.StoreProviders;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A program that collects one dataset, once, and tells by files when it begins and when it has ended. */
final class CollectorProcess {

    static final String BEGUN = "begun";
    static final String ENDED = "ended";

    private CollectorProcess() {}

    /** Arguments: location, dataset, folder for what it writes down. */
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[2]);
        StoreLocation location = StoreProviders.open(arguments[0]);
        try (MlPlatform platform = MlPlatform.builder()
                .store(location.store(), location.prefix())
                .settings(settings())
                .open()) {
            platform.collector().dryRun(Zone.DATASETS, arguments[1]);
            Files.createFile(folder.resolve(BEGUN));
            platform.collector().collect(Zone.DATASETS, arguments[1]);
            Files.createFile(folder.resolve(ENDED));
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
