package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoredContent;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What is sent for a large object that the server has already, and what is not. */
class ServerSideCopyTest {

    private static final ObjectKey FROM = ObjectKey.of("data/model größe.bin");
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
    void theServerCopiesItAndNothingIsSent() throws IOException {
        AtomicLong transferred = new AtomicLong();
        target.store().upload(List.of(upload(source, Digest.of(BYTES))), new TransferListener() {
            @Override
            public void transferred(long bytes) {
                transferred.addAndGet(bytes);
            }

            @Override
            public void finished(ObjectKey key) {
                transferred.addAndGet(1L << 40);
            }
        });

        assertThat(stored()).isEqualTo(BYTES);
        assertThat(transferred).hasValue(BYTES.length + (1L << 40));
        assertThat(puts()).singleElement().satisfies(put -> {
            assertThat(put.firstMatchingHeader("x-amz-copy-source")).isPresent();
            assertThat(put.firstMatchingHeader("x-amz-copy-source-if-match")).isPresent();
        });
        assertThat(target.http().requests())
                .filteredOn(TamperingHttpClient.COMPLETE_UPLOAD)
                .singleElement()
                .satisfies(complete -> assertThat(complete.firstMatchingHeader("If-None-Match"))
                        .contains("*"));
    }

    @Test
    void aPromotionSendsNoByteOfALargeFile() {
        try (MlPlatform ml = MlPlatform.builder().store(target.store(), "lake/").open()) {
            ModelVersion model = ml.workspace("growth")
                    .models()
                    .draft("churn")
                    .addBytes("model.onnx", BYTES)
                    .addBytes("labels.txt", new byte[100])
                    .publish();
            target.http().requests().clear();

            ModelVersion formal = ml.models().promote(model, "growth/churn");

            assertThat(formal.digest()).isEqualTo(model.digest());
            assertThat(ml.models().verify(formal)).isEmpty();
            assertThat(puts()).filteredOn(TamperingHttpClient.COPY_PART).hasSize(1);
            assertThat(puts())
                    .filteredOn(put -> put.encodedPath().endsWith("/model.onnx"))
                    .allMatch(TamperingHttpClient.COPY_PART);
            assertThat(puts())
                    .filteredOn(put -> put.encodedPath().endsWith("/labels.txt"))
                    .hasSize(1)
                    .noneMatch(TamperingHttpClient.COPY_PART);
        }
    }

    @Test
    void aPromotionOfBytesThatWereChangedCommitsNothing() {
        try (MlPlatform ml = MlPlatform.builder().store(target.store(), "lake/").open()) {
            ModelVersion model = ml.workspace("growth")
                    .models()
                    .draft("churn")
                    .addBytes("model.onnx", BYTES)
                    .publish();
            ObjectKey stored = target.store().list("lake/", "", Delimiter.NONE, 1_000).objects().stream()
                    .map(ObjectInfo::key)
                    .filter(key -> key.value().endsWith("/model.onnx"))
                    .findFirst()
                    .orElseThrow();
            target.store().put(stored, Content.of(new byte[BYTES.length]), PutCondition.always());

            assertThatThrownBy(() -> ml.models().promote(model, "growth/churn"))
                    .isInstanceOf(DataCorruptException.class);
            assertThat(ml.models().find("growth/churn")).isEmpty();
        }
    }

    @Test
    void aSourceThatChangesMeanwhileIsRefused() {
        target.http()
                .precede(
                        TamperingHttpClient.COPY_PART,
                        () -> source.put(FROM, Content.of(new byte[BYTES.length]), PutCondition.always()));

        assertThatThrownBy(() -> copy(source, Digest.of(BYTES)))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("replaced while it was copied");
        assertThat(target.store().head(TO)).isEmpty();
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void aCopyOfOtherBytesIsFoundOut() {
        assertThatThrownBy(() -> copy(source, Digest.of("something else")))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("other bytes");
    }

    @Test
    void aSourceOfAnotherLengthIsNotCopied() {
        source.put(FROM, Content.of("truncated"), PutCondition.always());

        assertThatThrownBy(() -> copy(source, Digest.of(BYTES))).isInstanceOf(DataCorruptException.class);
        assertThat(target.http().requests()).isEmpty();
    }

    @Test
    void aSourceThatIsGoneIsNotFound() {
        source.delete(List.of(FROM));

        assertThatThrownBy(() -> copy(source, Digest.of(BYTES))).isInstanceOf(NotFoundException.class);
        assertThat(target.http().requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDenied", "501, NotImplemented", "400, InvalidRequest", "404, NoSuchBucket"})
    void whereTheServerRefusesItsBytesAreSent(int status, String code) throws IOException {
        target.http().refuse(TamperingHttpClient.COPY_PART, status, code, 1);

        copy(source, Digest.of(BYTES));

        assertThat(stored()).isEqualTo(BYTES);
        assertThat(puts()).hasSize(4);
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void aFailureThatIsNoRefusalIsThrown() {
        target.http().refuse(TamperingHttpClient.COPY_PART, 500, "InternalError", 20);

        assertThatThrownBy(() -> copy(source, Digest.of(BYTES))).isInstanceOf(StorageUnavailableException.class);
        assertThat(puts()).allMatch(TamperingHttpClient.COPY_PART);
        assertThat(openUploads()).isEmpty();
    }

    /** S3 may find out late that a copy failed, and has then said 200 already. */
    @Test
    void aFailureInsideOfASuccessIsNotTakenForAPart() throws IOException {
        target.http().refuse(TamperingHttpClient.COPY_PART, 200, "InternalError", 1);

        copy(source, Digest.of(BYTES));

        assertThat(stored()).isEqualTo(BYTES);
        assertThat(puts()).hasSize(2).allMatch(TamperingHttpClient.COPY_PART);
    }

    @Test
    void smallObjectsAreSent() throws IOException {
        byte[] small = new byte[PartSize.BYTES];
        source.put(FROM, Content.of(small), PutCondition.always());
        StoredContent content = new StoredContent(source, FROM, small.length);

        target.store().upload(List.of(new Upload(TO, content, Digest.of(small))), TransferListener.SILENT);

        assertThat(stored()).isEqualTo(small);
        assertThat(target.http().requests()).noneMatch(TamperingHttpClient.COPY_PART);
    }

    @Test
    void anObjectThatWasReplacedSinceItWasListedIsNotCopied() {
        String listed = source.head(FROM).orElseThrow().etag();
        source.put(FROM, Content.of(new byte[BYTES.length]), PutCondition.always());
        StoredContent content = new StoredContent(source, FROM, BYTES.length, Optional.of(listed));
        Upload upload = new Upload(TO, content, Digest.of(BYTES));

        assertThatThrownBy(() -> target.store().upload(List.of(upload), TransferListener.SILENT))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("draft again");
        assertThat(target.store().head(TO)).isEmpty();
    }

    @Test
    void importedObjectsOfAnotherBucketAreCopiedByTheServer() {
        source.put(ObjectKey.of("data/small.csv"), Content.of("id"), PutCondition.ifAbsent());
        try (MlPlatform ml = MlPlatform.builder().store(target.store(), "lake/").open()) {
            DatasetVersion version = ml.datasets()
                    .draft("growth/churn")
                    .importFrom(source.location() + "/data/", "**")
                    .publish();

            assertThat(puts()).anyMatch(TamperingHttpClient.COPY_PART);
            assertThat(ml.datasets().files(version))
                    .containsExactly(
                            new VersionFile("model größe.bin", BYTES.length, Digest.of(BYTES)),
                            new VersionFile("small.csv", 2, Digest.of("id")));
            assertThat(ml.datasets().verify(version)).isEmpty();
        }
    }

    @Test
    void objectsOfAnotherBucketAreRegisteredInPlace() throws IOException {
        try (MlPlatform ml = MlPlatform.builder().store(target.store(), "lake/").open()) {
            DatasetVersion version = ml.datasets()
                    .draft("growth/churn")
                    .addReferences(source.location() + "/data/", "**")
                    .publish();
            assertThat(target.http().requests()).noneMatch(TamperingHttpClient.COPY_PART);

            try (InputStream in = ml.datasets().open(version, "model größe.bin")) {
                assertThat(in.readAllBytes()).isEqualTo(BYTES);
            }
            source.put(FROM, Content.of(new byte[BYTES.length]), PutCondition.always());
            assertThatThrownBy(() -> ml.datasets().open(version, "model größe.bin"))
                    .isInstanceOf(DataCorruptException.class)
                    .hasMessageContaining("was changed");
        }
    }

    @Test
    void anObjectOfAnotherKindOfStoreIsSent() throws IOException {
        try (MemoryStore memory = new MemoryStore(Clock.systemUTC())) {
            memory.put(FROM, Content.of(BYTES), PutCondition.ifAbsent());
            copy(memory, Digest.of(BYTES));
        }
        assertThat(stored()).isEqualTo(BYTES);
        assertThat(target.http().requests()).noneMatch(TamperingHttpClient.COPY_PART);
    }

    @Test
    void anObjectBehindAnotherEndpointIsSent() throws IOException {
        URI other = URI.create("http://localhost:" + server.getUri().getPort());
        S3Settings settings =
                LocalS3.settings(server).toBuilder().endpoint(other).build();
        try (ObjectStore elsewhere = S3Store.open(source.location().substring("s3://".length()), settings)) {
            copy(elsewhere, Digest.of(BYTES));
        }
        assertThat(stored()).isEqualTo(BYTES);
        assertThat(target.http().requests()).noneMatch(TamperingHttpClient.COPY_PART);
    }

    @Test
    void equalBytesUnderTheKeyCountAsCopied() throws IOException {
        target.store().put(TO, Content.of(BYTES), PutCondition.ifAbsent());
        target.http().requests().clear();

        copy(source, Digest.of(BYTES));

        assertThat(stored()).isEqualTo(BYTES);
        assertThat(puts()).allMatch(TamperingHttpClient.COPY_PART);
    }

    @Test
    void otherBytesUnderTheKeyAreNotReplaced() throws IOException {
        target.store().put(TO, Content.of("first"), PutCondition.ifAbsent());

        assertThatThrownBy(() -> copy(source, Digest.of(BYTES))).isInstanceOf(AlreadyExistsException.class);
        assertThat(stored()).asString().isEqualTo("first");
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void aLostAnswerToTheLastRequestIsSettled() throws IOException {
        target.http().loseAnswer(TamperingHttpClient.COMPLETE_UPLOAD);

        copy(source, Digest.of(BYTES));

        assertThat(stored()).isEqualTo(BYTES);
    }

    private void copy(ObjectStore from, Digest sha256) {
        target.store().upload(List.of(upload(from, sha256)), TransferListener.SILENT);
    }

    private static Upload upload(ObjectStore from, Digest sha256) {
        return new Upload(TO, new StoredContent(from, FROM, BYTES.length), sha256);
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

    private List<String> openUploads() {
        return buckets.openUploads(TamperedStore.BUCKET);
    }
}
