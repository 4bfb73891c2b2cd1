package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.transfer.ObjectSource;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Copies in several parts by the server. */
@Timeout(60)
class CopiedPartsTest {

    private static final ObjectKey FROM = ObjectKey.of("data/model.bin");
    private static final ObjectKey TO = ObjectKey.of("formal/model.bin");
    private static final byte[] BYTES = new byte[PartSize.BYTES + (6 << 20)];

    static {
        new Random(1).nextBytes(BYTES);
    }

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    private TestBuckets buckets;
    private ObjectStore source;
    private TamperedStore target;

    @BeforeEach
    void open() {
        S3Settings settings = LocalS3.settings(server);
        buckets = new TestBuckets(settings);
        source = S3Store.open(buckets.create(), settings);
        source.put(FROM, Content.of(BYTES), PutCondition.ifAbsent());
        target = TamperedStore.open(settings);
    }

    @AfterEach
    void close() {
        target.close();
        source.close();
        buckets.close();
    }

    @Test
    void manyPartsArePutTogetherInOrder() throws IOException {
        try (TransferResources resources = resources(4)) {
            assertThat(inSmallParts(resources).copy(List.of(upload()), TransferListener.SILENT))
                    .isEmpty();
        }
        assertThat(stored()).isEqualTo(BYTES);
        assertThat(puts()).hasSize(5).allMatch(TamperingHttpClient.COPY_PART);
    }

    @Test
    void closingTheStoreEndsACopy() throws Exception {
        TransferResources resources = resources(1);
        CountDownLatch begun = new CountDownLatch(1);
        target.http().precede(TamperingHttpClient.COPY_PART, () -> {
            begun.countDown();
            awaitInterrupt();
        });
        CompletableFuture<Void> copied = CompletableFuture.runAsync(() -> {
            List<Upload> uploads = List.of(upload());
            inSmallParts(resources).copy(uploads, TransferListener.SILENT).forEach(upload -> {});
        });
        begun.await();
        resources.close();

        assertThat(buckets.openUploads(TamperedStore.BUCKET))
                .as("before the client is closed")
                .isEmpty();
        assertThatThrownBy(copied::get).hasCauseInstanceOf(StorageUnavailableException.class);
        assertThat(puts()).as("parts that were begun").hasSize(1);
    }

    private TransferResources resources(int parallelism) {
        S3Settings settings =
                LocalS3.settings(server).toBuilder().parallelism(parallelism).build();
        return TransferResources.of(settings, System::nanoTime, new Random(1));
    }

    /** Copies of five parts each. */
    private ServerSideCopy inSmallParts(TransferResources resources) {
        S3Bucket bucket =
                new S3Bucket(target::client, TamperedStore.BUCKET, LocalS3.settings(server), Clock.systemUTC());
        ObjectReader reader = new ObjectReader(bucket);
        ConflictBudget conflicts = new ConflictBudget(target.pauses()::add);
        ObjectSource nothing = (key, range, condition, receiver) -> {
            throw new AssertionError("nothing is got");
        };
        BytePuts puts = new BytePuts(bucket, new LaneAccess(bucket, nothing, resources, Map.of()));
        MultipartPut multipart = new MultipartPut(bucket, reader, puts, conflicts, () -> "the upload");
        return new ServerSideCopy(
                bucket,
                reader,
                multipart,
                resources.objectThreads(),
                resources.partThreads(),
                resources.copies(),
                length -> 5 << 20);
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Upload upload() {
        return new Upload(TO, new StoredContent(source, FROM, BYTES.length), Digest.of(BYTES));
    }

    private byte[] stored() throws IOException {
        try (GetOutcome outcome = target.store().get(TO, ByteRange.ALL, GetCondition.always())) {
            return ((GetOutcome.Found) outcome).body().readAllBytes();
        }
    }

    private List<SdkHttpRequest> puts() {
        return target.http().requests().stream()
                .filter(request -> request.method() == SdkHttpMethod.PUT)
                .toList();
    }
}
