package io.mlplatform.s3;

import io.mlplatform.internal.transfer.ConcurrencyLimit;
import io.mlplatform.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A store on a new bucket whose requests and answers the test holds in its hands. */
record TamperedStore(
        ObjectStore store, TamperingHttpClient http, S3Client client, List<Integer> pauses, ConcurrencyLimit limit)
        implements AutoCloseable {

    static final String BUCKET = "tampered";

    static TamperedStore open(S3Settings settings) {
        return open(settings, System::nanoTime);
    }

    static TamperedStore open(S3Settings given, LongSupplier nanos) {
        S3Settings settings = given.overBorrowedClient();
        TamperingHttpClient http = new TamperingHttpClient();
        TransferResources resources = TransferResources.of(settings, nanos, new Random(1));
        S3Client client = S3Client.builder()
                .httpClient(new AbortableHttpClient(http))
                .endpointOverride(settings.endpoint().orElseThrow())
                .credentialsProvider(settings.credentials().orElseThrow())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .overrideConfiguration(override -> override.addExecutionInterceptor(new NoExpectContinue())
                        .addExecutionInterceptor(new Throttling(resources.transfers()::throttled)))
                .build();
        client.createBucket(request -> request.bucket(BUCKET));
        http.requests().clear();
        List<Integer> pauses = new CopyOnWriteArrayList<>();
        ConflictBudget conflicts = new ConflictBudget(pauses::add);
        S3Bucket bucket = new S3Bucket(() -> client, BUCKET, settings, Clock.systemUTC());
        return new TamperedStore(
                new S3Store(bucket, conflicts, resources, resources::close), http, client, pauses, resources.limit());
    }

    @Override
    public void close() {
        store.close();
        client.close();
        http.close();
    }
}
