package io.mlplatform.s3;

import java.time.Clock;

/** Stores that make no pause between attempts, but where a server asks for one. */
final class UnpausedStores {

    private UnpausedStores() {}

    static S3Store open(S3Settings settings) {
        return open(settings, settings, resources(settings));
    }

    /** @param ofTheClient those of the SDK's client */
    static S3Store open(S3Settings settings, S3Settings ofTheClient) {
        return open(settings, ofTheClient, resources(settings));
    }

    /** One whose stragglers are looked for when the test says so. */
    static S3Store open(S3Settings settings, LooksByHand looks) {
        return open(settings, settings, looks.over(resources(settings)));
    }

    private static TransferResources resources(S3Settings settings) {
        return TransferResources.of(settings, System::nanoTime, () -> 0L);
    }

    private static S3Store open(S3Settings settings, S3Settings ofTheClient, TransferResources resources) {
        OwnedClient client = new OwnedClient(ofTheClient, resources.transfers()::throttled);
        S3Bucket bucket = new S3Bucket(client, "bucket", settings, Clock.systemUTC());
        return new S3Store(bucket, new ConflictBudget(conflicts -> {}), resources, () -> {
            resources.close();
            client.close();
        });
    }
}
