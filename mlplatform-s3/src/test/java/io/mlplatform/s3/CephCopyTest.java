package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoredContent;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Copies by a server with users of their own rights. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephCopyTest {

    private static final ObjectKey FROM = ObjectKey.of("data/model größe.bin");
    private static final ObjectKey TO = ObjectKey.of("formal/model.bin");
    private static final byte[] BYTES = new byte[PartSize.BYTES + (6 << 20)];

    static {
        new Random(1).nextBytes(BYTES);
    }

    private final CephServer server = CephServer.fromEnvironment();
    private final TestBuckets buckets = new TestBuckets(server.owner());
    private final ObjectStore source = S3Store.open(buckets.create(), server.owner());

    @AfterEach
    void removeBuckets() {
        source.close();
        buckets.close();
    }

    @Test
    void theServerCopiesBetweenBucketsAndNothingIsSent() throws IOException {
        source.put(FROM, Content.of(BYTES), PutCondition.ifAbsent());

        try (Recorded target = new Recorded(server.owner(), buckets.create())) {
            target.copy(source);

            assertThat(target.stored()).isEqualTo(BYTES);
            assertThat(target.puts()).hasSize(1).allMatch(TamperingHttpClient.COPY_PART);
        }
    }

    @Test
    void whoMayNotReadTheSourceIsSentItsBytes() throws IOException {
        source.put(FROM, Content.of(BYTES), PutCondition.ifAbsent());

        try (TestBuckets ofStranger = new TestBuckets(server.stranger());
                Recorded target = new Recorded(server.stranger(), ofStranger.create())) {
            target.copy(source);

            assertThat(target.stored()).isEqualTo(BYTES);
            assertThat(target.puts()).hasSize(4);
            assertThat(target.puts().get(0)).matches(TamperingHttpClient.COPY_PART);
        }
    }

    /** A deviation from S3, which answers 412 and copies nothing: here only the bytes read back tell. */
    @Test
    void aSourceThatChangesMeanwhileIsCopiedAndFoundOut() throws IOException {
        source.put(FROM, Content.of(BYTES), PutCondition.ifAbsent());

        try (Recorded target = new Recorded(server.owner(), buckets.create())) {
            target.http()
                    .precede(
                            TamperingHttpClient.COPY_PART,
                            () -> source.put(FROM, Content.of(new byte[BYTES.length]), PutCondition.always()));

            assertThatThrownBy(() -> target.copy(source)).isInstanceOf(DataCorruptException.class);
            assertThat(target.stored()).isEqualTo(new byte[BYTES.length]);
        }
    }

    /** A store whose requests are remembered. */
    private static final class Recorded implements AutoCloseable {

        private final TamperingHttpClient http = new TamperingHttpClient();
        private final S3Client client;
        private final ObjectStore store;

        Recorded(S3Settings settings, String name) {
            S3Server kind = settings.server();
            client = S3Client.builder()
                    .httpClient(http)
                    .endpointOverride(settings.endpoint().orElseThrow())
                    .credentialsProvider(settings.credentials().orElseThrow())
                    .region(Region.US_EAST_1)
                    .forcePathStyle(true)
                    .requestChecksumCalculation(kind.requestChecksums())
                    .responseChecksumValidation(kind.responseChecksums())
                    .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false))
                    .overrideConfiguration(override -> override.addExecutionInterceptor(new NoExpectContinue()))
                    .build();
            store = S3Store.on(client, name, settings);
        }

        TamperingHttpClient http() {
            return http;
        }

        void copy(ObjectStore from) {
            StoredContent content = new StoredContent(from, FROM, BYTES.length);
            store.upload(List.of(new Upload(TO, content, Digest.of(BYTES))), TransferListener.SILENT);
        }

        byte[] stored() throws IOException {
            try (GetOutcome outcome = store.get(TO, ByteRange.ALL, GetCondition.always())) {
                return ((GetOutcome.Found) outcome).body().readAllBytes();
            }
        }

        List<SdkHttpRequest> puts() {
            return http.requests().stream()
                    .filter(request -> request.method() == SdkHttpMethod.PUT)
                    .toList();
        }

        @Override
        public void close() {
            store.close();
            client.close();
            http.close();
        }
    }
}
