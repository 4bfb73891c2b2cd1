package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.StoreProvider;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
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

    @Test
    void aBucketBesideAnotherIsReachedAsThatOneIs() {
        S3StoreProvider provider = new S3StoreProvider();
        StoreLocation opened =
                provider.open(URI.create("s3://acme-ml/lake?endpoint=http://127.0.0.1:9&server=ceph-rgw"));
        try (S3Store store = (S3Store) opened.store()) {
            StoreLocation beside =
                    provider.open(URI.create("s3://acme-lab/growth"), opened, Optional.of("123456789012"));
            S3Bucket bucket = ((S3Store) beside.store()).bucket();

            assertThat(beside).hasToString("s3://acme-lab/growth/");
            assertThat(bucket.settings())
                    .hasToString(store.bucket()
                            .settings()
                            .ownedBy(Optional.of("123456789012"))
                            .toString());
            assertThat(bucket.owner()).isEqualTo("123456789012");
            assertThat(store.bucket().owner()).isNull();
        }
    }

    @Test
    void aBucketThatSaysHowItIsReachedIsReachedSo() {
        S3StoreProvider provider = new S3StoreProvider();
        try (ObjectStore store = provider.open(URI.create("s3://acme-ml?server=ceph-rgw"))
                        .store();
                ObjectStore elsewhere = provider.open(
                                URI.create("s3://acme-lab?region=eu-central-1"),
                                new StoreLocation(store, ""),
                                Optional.of("123456789012"))
                        .store()) {
            S3Settings settings = ((S3Store) elsewhere).bucket().settings();

            assertThat(settings.server()).isEqualTo(S3Server.AWS);
            assertThat(settings.region()).hasValue("eu-central-1");
            assertThat(settings.expectedBucketOwner()).hasValue("123456789012");
        }
    }

    @Test
    void anOwnerThatIsKnownByTheLayoutGoesWithTheRequestsToWhatWasOpened() {
        S3StoreProvider provider = new S3StoreProvider();
        StoreLocation opened = provider.open(URI.create("s3://acme-ml/lake"));
        try (ObjectStore store = opened.store()) {
            StoreLocation owned = provider.ownedBy(opened, "123456789012");

            assertThat(owned).hasToString("s3://acme-ml/lake/");
            assertThat(((S3Store) owned.store()).bucket().owner()).isEqualTo("123456789012");
            assertThat(provider.ownedBy(new StoreLocation(new MemoryStore(Clock.systemUTC()), ""), "123456789012"))
                    .hasToString("mem:/");
            assertThat(store.location()).isEqualTo("s3://acme-ml");
        }
    }

    @Test
    void anOwnerThatTheCallerNamesIsNotReplacedByAStoredLayouts() {
        S3StoreProvider provider = new S3StoreProvider();
        StoreLocation opened = provider.open(URI.create("s3://acme-ml?owner=123456789012"));
        try (ObjectStore store = opened.store()) {
            StoreLocation beside = provider.open(URI.create("s3://acme-lab"), opened, Optional.of("999999999999"));
            StoreLocation unnamed = provider.open(URI.create("s3://acme-lab"), opened, Optional.empty());

            assertThat(((S3Store) beside.store()).bucket().owner()).isEqualTo("123456789012");
            assertThat(((S3Store) unnamed.store()).bucket().owner()).isEqualTo("123456789012");
            assertThat(store.location()).isEqualTo("s3://acme-ml");
        }
    }
}
