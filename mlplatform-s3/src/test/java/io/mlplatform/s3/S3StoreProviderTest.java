package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.StoreProvider;
import java.net.URI;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** How stores are found by their scheme. */
class S3StoreProviderTest {

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(StoreProvider.class))
                .anyMatch(provider -> provider.scheme().equals("s3"));
    }

    /** Neither a region nor credentials can be found here, nor a server. */
    @Test
    void openingAsksNothingOfTheNetwork() {
        StoreLocation location = new S3StoreProvider().open(URI.create("s3://acme-ml/lake"));
        try (ObjectStore store = location.store()) {
            assertThat(store.location()).isEqualTo("s3://acme-ml");
            assertThat(location).hasToString("s3://acme-ml/lake/");
        }
    }
}
