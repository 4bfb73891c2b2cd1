package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import io.mlplatform.store.ObjectStore;
import java.nio.file.Path;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the first page says of S3, but for where the server is. */
class GettingStartedOnS3PageTest {

    @RegisterExtension
    final S3ProxyExtension s3Proxy = RentedBucket.s3Proxy();

    @TempDir
    Path folder;

    @Test
    void aStoreWithSettingsCarriesAPlatform() {
        try (RentedBucket bucket = RentedBucket.of(s3Proxy, "acme-ml")) {
            publish(bucket.place().replace("?", "/trial?"));

            S3Settings settings = S3Settings.builder()
                    .region("eu-central-1")
                    .parallelism(64)
                    .maxAttempts(10)
                    .build();
            settings = settings.toBuilder().endpoint(s3Proxy.getUri()).build();

            try (ObjectStore store = S3Store.open("acme-ml", settings);
                    MlPlatform ml = MlPlatform.builder().store(store, "trial/").open()) {
                ml.datasets().fetch(ml.datasets().get("growth/churn@latest"), folder.resolve("work"));
            }
        }

        assertThat(folder.resolve("work/a.csv")).hasContent("id\n");
    }

    private static void publish(String place) {
        try (MlPlatform ml = MlPlatform.open(place)) {
            ml.datasets()
                    .draft("growth/churn")
                    .addBytes("a.csv", "id\n".getBytes())
                    .publish();
        }
    }
}
