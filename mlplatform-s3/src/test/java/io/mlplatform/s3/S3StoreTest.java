package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Download;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** What S3 has beyond the store contract: buckets, credentials, parts and ranges. */
class S3StoreTest {

    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    private TestBuckets buckets;

    @BeforeEach
    void open() {
        buckets = new TestBuckets(LocalS3.settings(server));
    }

    @AfterEach
    void close() {
        buckets.close();
    }

    @Test
    void everyCallOnAnAbsentBucketSaysSo() {
        try (ObjectStore store = S3Store.open("no-such-bucket", LocalS3.settings(server))) {
            for (Consumer<ObjectStore> call : StoreCalls.ALL) {
                assertThatThrownBy(() -> call.accept(store))
                        .isInstanceOf(NotFoundException.class)
                        .hasMessageStartingWith("s3://no-such-bucket")
                        .hasMessageContaining("no such bucket");
            }
        }
    }

    @Test
    void everyCallWithAWrongKeyIsDenied() {
        S3Settings wrong = LocalS3.settings(server.getUri(), server.getAccessKey(), "not-the-secret");
        try (ObjectStore store = S3Store.open(buckets.create(), wrong)) {
            for (Consumer<ObjectStore> call : StoreCalls.ALL) {
                assertThatThrownBy(() -> call.accept(store))
                        .isInstanceOf(AccessDeniedException.class)
                        .hasMessageNotContaining("not-the-secret");
            }
        }
    }

    @Test
    void everyCallWithoutAServerIsUnavailable() throws IOException {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        S3Settings settings =
                LocalS3.settings(closed, "a", "b").toBuilder().maxAttempts(1).build();
        try (ObjectStore store = S3Store.open("some-bucket", settings)) {
            for (Consumer<ObjectStore> call : StoreCalls.ALL) {
                assertThatThrownBy(() -> call.accept(store))
                        .isInstanceOfSatisfying(StorageUnavailableException.class, e -> assertThat(e.isRetryable())
                                .isTrue());
            }
        }
    }

    @RepeatedTest(20)
    void contentThatFailsItsDigestLeavesNoUploadBehind() {
        String bucket = buckets.create();
        byte[] bytes = new byte[2 * PartSize.BYTES];
        try (ObjectStore store = S3Store.open(bucket, LocalS3.settings(server))) {
            Upload upload = new Upload(KEY, Content.of(bytes), Digest.of("something else"));
            assertThatThrownBy(() -> store.upload(List.of(upload), TransferListener.SILENT))
                    .isInstanceOf(DataCorruptException.class);
            assertThat(store.head(KEY)).isEmpty();
        }
        assertThat(buckets.openUploads(bucket)).isEmpty();
    }

    @Test
    void aLargeObjectIsFetchedInRanges(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[(int) RangedTransfer.WORTHWHILE_BYTES + 3 * PartSize.BYTES / 2];
        new Random(1).nextBytes(bytes);
        Path target = folder.resolve("model.bin");
        try (ObjectStore store = S3Store.open(buckets.create(), LocalS3.settings(server))) {
            store.put(KEY, Content.of(bytes), PutCondition.ifAbsent());
            store.download(List.of(new Download(KEY, bytes.length, Digest.of(bytes), target)), TransferListener.SILENT);
            assertThat(Files.mismatch(target, Files.write(folder.resolve("expected"), bytes)))
                    .isEqualTo(-1);

            Files.delete(target);
            Download wrong = new Download(KEY, bytes.length, Digest.of("something else"), target);
            assertThatThrownBy(() -> store.download(List.of(wrong), TransferListener.SILENT))
                    .isInstanceOf(DataCorruptException.class);
            assertThat(folder.toFile().list()).containsExactly("expected");
        }
    }

    @Test
    void twoFetchesOfALargeObjectToOneLongNameBothGetAllOfIt(@TempDir Path folder) throws Exception {
        byte[] bytes = new byte[(int) RangedTransfer.WORTHWHILE_BYTES + 1];
        new Random(2).nextBytes(bytes);
        Path target = folder.resolve("m".repeat(255));
        Download download = new Download(KEY, bytes.length, Digest.of(bytes), target);
        try (ObjectStore store = S3Store.open(buckets.create(), LocalS3.settings(server))) {
            store.put(KEY, Content.of(bytes), PutCondition.ifAbsent());
            CountDownLatch bothAreUnderWay = new CountDownLatch(2);
            TransferListener meeting = new TransferListener() {
                @Override
                public void transferred(long count) {
                    meet(bothAreUnderWay);
                }

                @Override
                public void finished(ObjectKey key) {}
            };
            ExecutorService two = Executors.newFixedThreadPool(2);
            try {
                Future<?> first = two.submit(() -> store.download(List.of(download), meeting));
                Future<?> second = two.submit(() -> store.download(List.of(download), meeting));
                first.get(60, TimeUnit.SECONDS);
                second.get(60, TimeUnit.SECONDS);
            } finally {
                two.shutdownNow();
            }
            assertThat(Digest.of(Files.readAllBytes(target))).isEqualTo(download.sha256());
            assertThat(folder.toFile().list()).hasSize(1);
        }
    }

    private static void meet(CountDownLatch all) {
        all.countDown();
        try {
            all.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aListingPassesOverKeysThatThePortCannotName() {
        String bucket = buckets.create();
        for (String key : List.of("team/", "team/a", "team/b")) {
            buckets.client().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(""));
        }
        try (ObjectStore store = S3Store.open(bucket, LocalS3.settings(server))) {
            Listing first = store.list("team/", "", Delimiter.SLASH, 1);
            assertThat(first.objects()).isEmpty();
            assertThat(first.next()).contains("team/");
            assertThat(store.list("team/", first.next().get(), Delimiter.SLASH, 10)
                            .objects())
                    .extracting(ObjectInfo::key)
                    .containsExactly(ObjectKey.of("team/a"), ObjectKey.of("team/b"));
        }
    }

    @Test
    void aBorrowedClientStaysOpen() {
        String bucket = buckets.create();
        S3Store.on(buckets.client(), bucket, LocalS3.settings(server)).close();
        assertThat(buckets.client()
                        .listObjectsV2(request -> request.bucket(bucket))
                        .contents())
                .isEmpty();
    }

    @Test
    void aClosedStoreAnswersNoMore() {
        ObjectStore store = S3Store.open(buckets.create(), LocalS3.settings(server));
        store.head(KEY);
        store.close();
        assertThatThrownBy(() -> store.head(KEY)).isInstanceOf(IllegalStateException.class);
    }

    /** S3Proxy answers 501 to a header that it does not know. */
    @Test
    void whatTheServerDoesNotHaveIsRefused() {
        S3Settings settings = LocalS3.settings(server).toBuilder()
                .expectedBucketOwner("123456789012")
                .build();
        try (ObjectStore store = S3Store.open(buckets.create(), settings)) {
            assertThatThrownBy(() -> store.put(KEY, Content.of("x"), PutCondition.ifAbsent()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("NotImplemented");
        }
    }

    @Test
    void aDirectoryBucketIsRefused() {
        assertThatThrownBy(() -> S3Store.open("fast--use1-az4--x-s3", S3Settings.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("directory bucket");
    }
}
