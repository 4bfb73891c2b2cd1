package io.mlplatform.s3;

import io.mlplatform.internal.FullJitter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Stores whose bulk transfers go by the SDK's transfer manager over an engine that the test chooses. */
final class ManagedStores {

    private ManagedStores() {}

    static S3Store open(String name, S3Settings given, AsyncEngine engine) {
        S3Settings settings =
                given.toBuilder().transport(S3Transport.TRANSFER_MANAGER).build();
        TransferResources resources =
                TransferResources.of(settings, System::nanoTime, new Random(1), Optional.of(engine));
        OwnedClient client = new OwnedClient(settings, resources.transfers()::throttled);
        S3Bucket bucket = new S3Bucket(client, name, settings, Clock.systemUTC());
        FullJitter pause = new FullJitter(new Random(1), Duration.ofMillis(1), Duration.ofMillis(1));
        return new S3Store(bucket, new ConflictBudget(pause), resources, () -> {
            resources.close();
            client.close();
        });
    }
}
