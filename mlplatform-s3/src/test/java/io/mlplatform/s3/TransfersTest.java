package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.TransferRequest;
import io.mlplatform.store.TransferResult;
import io.mlplatform.store.Upload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** How bulk transfers of a bucket share what they have, and what they do when the server or the way is in trouble. */
@Timeout(120)
class TransfersTest {

    private static final ObjectKey LARGE = ObjectKey.of("data/large.bin");
    private static final byte[] BYTES = new byte[5 * RangedTransfer.RANGE_BYTES + 17];

    static {
        new Random(1).nextBytes(BYTES);
    }

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    private final Queue<TransferRequest> seen = new ConcurrentLinkedQueue<>();
    private volatile LongSupplier nanos = System::nanoTime;
    private TamperedStore tampered;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        S3Settings settings =
                LocalS3.settings(server).toBuilder().metrics(seen::add).build();
        tampered = TamperedStore.open(settings, () -> nanos.getAsLong());
    }

    @AfterEach
    void close() {
        tampered.close();
    }

    private Download large() {
        return new Download(LARGE, BYTES.length, Digest.of(BYTES), folder.resolve("large.bin"));
    }

    private static boolean isGet(SdkHttpRequest request) {
        return request.method() == SdkHttpMethod.GET;
    }

    @Test
    void everyRangeButTheFirstAsksForTheTagOfTheFirst() throws Exception {
        tampered.store().put(LARGE, Content.of(BYTES), PutCondition.ifAbsent());
        tampered.http().requests().clear();
        tampered.store().download(List.of(large()), TransferListener.SILENT);

        assertThat(folder.resolve("large.bin")).hasBinaryContent(BYTES);
        assertThat(tampered.http().requests()).hasSize(6).allMatch(request -> request.firstMatchingHeader("Range")
                .isPresent());
        assertThat(tampered.http().requests().stream().filter(request -> request.firstMatchingHeader("If-Match")
                        .isPresent()))
                .hasSize(5);
    }

    @Test
    void anObjectThatIsReplacedMeanwhileLeavesNoFile() {
        tampered.store().put(LARGE, Content.of(BYTES), PutCondition.ifAbsent());
        tampered.http().requests().clear();
        tampered.http()
                .precede(request -> request.firstMatchingHeader("If-Match").isPresent(), () -> tampered.client()
                        .putObject(
                                put -> put.bucket(TamperedStore.BUCKET).key(LARGE.value()),
                                RequestBody.fromBytes(new byte[BYTES.length])));
        assertThatThrownBy(() -> tampered.store().download(List.of(large()), TransferListener.SILENT))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("replaced");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aServerThatAsksToSlowDownHalvesTheLimitThoughTheSdkSucceedsInTheEnd() {
        long still = System.nanoTime();
        // No time passes, so that the limit does not grow again meanwhile.
        nanos = () -> still;
        assertThat(tampered.limit().current()).isEqualTo(16);
        List<Download> downloads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ObjectKey key = ObjectKey.of("data/" + i);
            tampered.store().put(key, Content.of("x" + i), PutCondition.ifAbsent());
            downloads.add(new Download(key, ("x" + i).length(), Digest.of("x" + i), folder.resolve("" + i)));
        }
        tampered.http().refuse(TransfersTest::isGet, 503, "SlowDown", 3);
        tampered.store().download(downloads, TransferListener.SILENT);

        assertThat(folder.toFile().list()).hasSize(20);
        assertThat(tampered.limit().current()).isEqualTo(8);
    }

    @Test
    void aBodyThatBreaksOffIsAskedForAgain() {
        byte[] bytes = new byte[2 << 20];
        ObjectKey key = ObjectKey.of("data/middle");
        tampered.store().put(key, Content.of(bytes), PutCondition.ifAbsent());
        tampered.http().change(TransfersTest::isGet, request -> ChangedRequests.broken(request, 1 << 20));
        seen.clear();
        tampered.store()
                .download(
                        List.of(new Download(key, bytes.length, Digest.of(bytes), folder.resolve("middle"))),
                        TransferListener.SILENT);

        assertThat(folder.resolve("middle")).hasBinaryContent(bytes);
        assertThat(seen).singleElement().satisfies(request -> {
            assertThat(request.retries()).isEqualTo(1);
            assertThat(request.result()).isEqualTo(TransferResult.DONE);
            assertThat(request.bytes()).isEqualTo(bytes.length);
        });
    }

    @Test
    void theMetricsHearOfEveryRequest() {
        Upload upload = new Upload(LARGE, Content.of(BYTES), Digest.of(BYTES));
        tampered.store().upload(List.of(upload), TransferListener.SILENT);
        tampered.store().download(List.of(large()), TransferListener.SILENT);

        assertThat(seen)
                .filteredOn(request -> request.direction() == TransferDirection.UP)
                .hasSize(6);
        assertThat(seen)
                .filteredOn(request -> request.direction() == TransferDirection.DOWN)
                .hasSize(6);
        assertThat(seen.stream().mapToLong(TransferRequest::bytes).sum()).isEqualTo(2L * BYTES.length);
        assertThat(seen)
                .allMatch(request -> request.resource().equals("s3://tampered/data/large.bin"))
                .allMatch(request -> !request.duration().isNegative());
    }

    @Test
    void flightRecorderShowsRequestsAndFiles() throws Exception {
        Path dump = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("io.mlplatform.TransferRequest").withThreshold(Duration.ZERO);
            recording.enable("io.mlplatform.TransferFile").withThreshold(Duration.ZERO);
            recording.start();
            Upload upload = new Upload(LARGE, Content.of(BYTES), Digest.of(BYTES));
            tampered.store().upload(List.of(upload), TransferListener.SILENT);
            tampered.store().download(List.of(large()), TransferListener.SILENT);
            recording.dump(dump);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(dump);

        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("io.mlplatform.TransferRequest"))
                .hasSize(12)
                .allMatch(event -> event.getBoolean("succeeded") && !event.getBoolean("hedged"));
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("io.mlplatform.TransferFile"))
                .hasSize(2)
                .allMatch(event -> event.getLong("bytes") == BYTES.length);
    }

    @Test
    void anInterruptedDownloadLeavesNoFile() throws Exception {
        tampered.store().put(LARGE, Content.of(BYTES), PutCondition.ifAbsent());
        CountDownLatch underWay = new CountDownLatch(1);
        TransferListener listener = new TransferListener() {
            @Override
            public void transferred(long bytes) {
                if (bytes > 0) {
                    underWay.countDown();
                }
            }

            @Override
            public void finished(ObjectKey key) {}
        };
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> failure.complete(catchThrowable(() -> tampered.store().download(List.of(large()), listener))));
        // Held back until the caller was interrupted.
        CountDownLatch held = new CountDownLatch(1);
        tampered.http()
                .precede(request -> request.firstMatchingHeader("If-Match").isPresent(), () -> awaitQuietly(held));
        caller.start();
        underWay.await();
        caller.interrupt();
        held.countDown();

        assertThat(failure.get())
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("interrupted");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aReadThatIsNeverAnsweredIsSentASecondTime() {
        byte[] bytes = new byte[1_000];
        ObjectKey key = ObjectKey.of("data/small");
        ObjectKey stuck = ObjectKey.of("data/stuck");
        tampered.store().put(key, Content.of(bytes), PutCondition.ifAbsent());
        tampered.store().put(stuck, Content.of(bytes), PutCondition.ifAbsent());
        List<Download> downloads = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            ObjectKey from = i == 300 ? stuck : key;
            downloads.add(new Download(from, bytes.length, Digest.of(bytes), folder.resolve("" + i)));
        }
        tampered.http()
                .change(
                        request -> isGet(request) && request.encodedPath().endsWith(stuck.value()),
                        request -> ChangedRequests.stuck());
        tampered.store().download(downloads, TransferListener.SILENT);

        assertThat(folder.toFile().list()).hasSize(400);
        assertThat(seen)
                .filteredOn(request ->
                        request.resource().endsWith(stuck.value()) && request.result() == TransferResult.DONE_BY_HEDGE)
                .as("where the second is late too, a third is sent, and both may be answered")
                .hasSizeBetween(1, 2);
    }

    @Test
    void anInterruptEndsARequestThatIsNeverAnswered() throws Exception {
        tampered.store().put(LARGE, Content.of(BYTES), PutCondition.ifAbsent());
        CountDownLatch stuck = new CountDownLatch(1);
        tampered.http().change(TransfersTest::isGet, request -> {
            stuck.countDown();
            return ChangedRequests.stuck();
        });
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread caller = new Thread(() -> failure.complete(
                catchThrowable(() -> tampered.store().download(List.of(large()), TransferListener.SILENT))));
        caller.start();
        stuck.await();
        caller.interrupt();

        assertThat(failure.get())
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("interrupted");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void manySmallFilesArriveWholeInASmallBudget() throws Exception {
        List<Upload> uploads = new ArrayList<>();
        List<Download> downloads = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[i * 40];
            new Random(i).nextBytes(bytes);
            ObjectKey key = ObjectKey.of("data/" + i);
            uploads.add(new Upload(key, Content.of(bytes), Digest.of(bytes)));
            downloads.add(new Download(key, bytes.length, Digest.of(bytes), folder.resolve("" + i)));
        }
        tampered.store().upload(uploads, TransferListener.SILENT);
        tampered.store().download(downloads, TransferListener.SILENT);

        for (Download download : downloads) {
            assertThat(Digest.of(Files.readAllBytes(download.target()))).isEqualTo(download.sha256());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
