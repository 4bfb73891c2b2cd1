package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.s3.internal.lane.ChosenEngine;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real server over TLS, its certificate trusted as any JVM is told to. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephTlsTest {

    private static final ObjectKey SMALL = ObjectKey.of("data/größe 1");
    private static final ObjectKey LARGE = ObjectKey.of("data/large.bin");
    private static final byte[] BYTES = new byte[2 * PartSize.BYTES + 17];

    static {
        new Random(1).nextBytes(BYTES);
    }

    private final CephServer server = CephServer.fromEnvironment();
    private final TestBuckets buckets = new TestBuckets(server.owner());

    @TempDir
    Path folder;

    @AfterEach
    void removeBuckets() {
        buckets.close();
    }

    @Test
    void whatTheJvmTrustsTheLaneTrustsWithoutASetting() throws Exception {
        try (TrustedCertificate ignored = new TrustedCertificate(server.certificate());
                S3Store store = S3Store.open(buckets.create(), server.encrypted())) {
            bytesGoUpAndDown(store);
        }
    }

    @Test
    void aCertificateThatTheJvmDoesNotTrustIsRefused() {
        S3Settings settings = server.encrypted().toBuilder().maxAttempts(1).build();
        try (S3Store store = S3Store.open(buckets.create(), settings)) {
            assertThatThrownBy(() -> store.get(SMALL, ByteRange.ALL, GetCondition.always()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("certification path");
            assertThat(store.fallbacks()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBucketIsReachedByItsOwnHost(ChosenEngine engine) throws Exception {
        S3Settings settings =
                server.encrypted().toBuilder().transport(S3Transport.OWN).build();
        try (TrustedCertificate ignored = new TrustedCertificate(server.certificate());
                S3Client client = byHost(settings);
                S3Store store = LaneStores.open(() -> client, () -> {}, buckets.create(), settings, engine)) {
            bytesGoUpAndDown(store);
        }
    }

    private void bytesGoUpAndDown(S3Store store) throws Exception {
        store.put(SMALL, Content.of("x"), PutCondition.ifAbsent());
        store.upload(List.of(new Upload(LARGE, Content.of(BYTES), Digest.of(BYTES))), TransferListener.SILENT);
        Path target = folder.resolve("target");
        store.download(List.of(new Download(LARGE, BYTES.length, Digest.of(BYTES), target)), TransferListener.SILENT);

        assertThat(target).hasBinaryContent(BYTES);
        try (GetOutcome.Found found = (GetOutcome.Found) store.get(SMALL, ByteRange.ALL, GetCondition.always())) {
            assertThat(found.body()).hasContent("x");
        }
        assertThat(store.fallbacks()).isZero();
    }

    /** A client whose requests name the bucket in the host, which no resolver here knows. */
    private S3Client byHost(S3Settings settings) {
        return S3Client.builder()
                .httpClient(ApacheHttpClient.builder()
                        .dnsResolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()})
                        .build())
                .endpointOverride(URI.create("https://" + server.encryptedHost()))
                .credentialsProvider(settings.credentials().orElseThrow())
                .region(Region.US_EAST_1)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false))
                .overrideConfiguration(override -> override.addExecutionInterceptor(new NoExpectContinue()))
                .build();
    }
}
