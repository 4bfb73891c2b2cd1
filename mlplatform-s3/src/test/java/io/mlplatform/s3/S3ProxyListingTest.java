package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** What S3Proxy lists beyond the contract. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class S3ProxyListingTest {

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    /** A deviation from S3, and the reason why a log passes over keys that are no entries. */
    @Test
    void aPutInProgressIsListedUnderANameOfItsOwn() throws Exception {
        S3Settings settings = LocalS3.settings(server);
        try (TestBuckets buckets = new TestBuckets(settings)) {
            String bucket = buckets.create();
            // More than the sockets hold: the server has begun to write.
            StalledBody stalled = new StalledBody(64 << 20);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<PutObjectResponse> put = thread.submit(() -> buckets.client()
                    .putObject(
                            request -> request.bucket(bucket).key("log/entry"),
                            RequestBody.fromInputStream(stalled, stalled.length())));
            thread.shutdown();
            stalled.awaitHalf();
            try (ObjectStore store = S3Store.open(bucket, settings)) {
                Listing during = store.list("log/", "", Delimiter.NONE, 10);
                stalled.resume();
                put.get();
                Listing after = store.list("log/", "", Delimiter.NONE, 10);

                assertThat(during.objects())
                        .singleElement()
                        .satisfies(object -> assertThat(object.key().value()).matches("log/entry-[0-9a-f-]{36}"));
                assertThat(after.objects())
                        .singleElement()
                        .satisfies(object -> assertThat(object.key().value()).isEqualTo("log/entry"));
            }
        }
    }
}
