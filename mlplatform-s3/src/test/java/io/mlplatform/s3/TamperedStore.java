package io.mlplatform.s3;

import io.mlplatform.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A store on a new bucket whose requests and answers the test holds in its hands. */
record TamperedStore(ObjectStore store, TamperingHttpClient http, S3Client client, List<Integer> pauses)
        implements AutoCloseable {

    static final String BUCKET = "tampered";

    static TamperedStore open(S3Settings settings) {
        TamperingHttpClient http = new TamperingHttpClient();
        S3Client client = S3Client.builder()
                .httpClient(http)
                .endpointOverride(settings.endpoint().orElseThrow())
                .credentialsProvider(settings.credentials().orElseThrow())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .overrideConfiguration(override -> override.addExecutionInterceptor(new NoExpectContinue()))
                .build();
        client.createBucket(request -> request.bucket(BUCKET));
        http.requests().clear();
        List<Integer> pauses = new CopyOnWriteArrayList<>();
        ConflictBudget conflicts = new ConflictBudget(pauses::add);
        S3Bucket bucket = new S3Bucket(() -> client, BUCKET, settings, Clock.systemUTC());
        return new TamperedStore(
                new S3Store(bucket, conflicts, TransferResources.of(settings, () -> 0), () -> {}),
                http,
                client,
                pauses);
    }

    @Override
    public void close() {
        store.close();
        client.close();
        http.close();
    }
}
