package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.FullJitter;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Gets over the own lane whose readers stop in between. */
@Timeout(60)
class OwnLaneStreamsTest {

    private static final int SIZE = 600_000;
    private static final ObjectKey KEY = ObjectKey.of("k");

    private final AtomicLong nanos = new AtomicLong();
    private final SlowServer server = new SlowServer();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aBodyThatNobodyReadsForLongGoesOnOverAnotherConnection() throws Exception {
        try (S3Store store = store();
                GetOutcome.Found found = found(store)) {
            InputStream body = found.body();
            assertThat(body.readNBytes(10)).isEqualTo(bytes(0, 10));
            nanos.addAndGet(Duration.ofMinutes(11).toNanos());
            server.firstEnded.await();

            assertThat(body.readAllBytes()).isEqualTo(bytes(10, SIZE));
            assertThat(server.requests).hasSize(2);
            assertThat(server.requests.get(0)).doesNotContain("range:");
            assertThat(server.requests.get(1)).contains("if-match: \"tag-1\"").containsPattern("range: bytes=\\d+-");
        }
    }

    @Test
    void itIsToldWhereTheObjectWasReplacedMeanwhile() throws Exception {
        try (S3Store store = store();
                GetOutcome.Found found = found(store)) {
            found.body().readNBytes(10);
            nanos.addAndGet(Duration.ofMinutes(11).toNanos());
            server.firstEnded.await();
            server.replaced = true;

            assertThatThrownBy(() -> found.body().readAllBytes())
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("open it again");
            assertThatThrownBy(() -> found.body().read())
                    .as("a failure is never followed by a clean end")
                    .isInstanceOf(StorageUnavailableException.class);
        }
    }

    @Test
    void aBodyWhoseConnectionTheServerEndsGoesOnOverAnotherOne() throws Exception {
        server.cuts = from -> from < SIZE / 2 ? SIZE / 4 : SIZE;
        try (S3Store store = store();
                GetOutcome.Found found = found(store)) {
            assertThat(found.body().readAllBytes()).isEqualTo(bytes(0, SIZE));
        }
        assertThat(server.requests).hasSize(3);
        assertThat(server.requests.get(1)).contains("if-match: \"tag-1\"").contains("range: bytes=" + SIZE / 4 + "-");
        assertThat(server.requests.get(2)).contains("range: bytes=" + SIZE / 2 + "-");
    }

    @Test
    void aServerThatEndsAllConnectionsWithoutAByteIsAskedAsOftenAsForAnything() throws Exception {
        server.cuts = from -> from == 0 ? SIZE / 4 : 0;
        try (S3Store store = store();
                GetOutcome.Found found = found(store)) {
            assertThatThrownBy(() -> found.body().readAllBytes())
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("call again");
        }
        assertThat(server.requests).hasSize(S3Settings.builder().build().maxAttempts());
    }

    @Test
    void anObjectThatWasReplacedWhileItsConnectionWasLostIsNotGoneOnWith() throws Exception {
        server.cuts = from -> SIZE / 4;
        server.replaced = true;
        try (S3Store store = store();
                GetOutcome.Found found = found(store)) {
            assertThatThrownBy(() -> found.body().readAllBytes())
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("open it again");
        }
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void closingTheStoreEndsABodyThatIsReadLater() throws Exception {
        S3Store store = store();
        try (GetOutcome.Found found = found(store)) {
            found.body().readNBytes(10);
            store.close();

            assertThatThrownBy(() -> found.body().readAllBytes()).isInstanceOf(StorageUnavailableException.class);
        }
    }

    private static GetOutcome.Found found(S3Store store) {
        return (GetOutcome.Found) store.get(KEY, ByteRange.ALL, GetCondition.always());
    }

    private S3Store store() {
        S3Settings settings = LocalS3.settings(server.endpoint(), "access", "secret").toBuilder()
                .transport(S3Transport.OWN)
                .build();
        TransferResources resources = TransferResources.of(settings, nanos::get, new Random(1));
        OwnedClient client = new OwnedClient(settings, resources.transfers()::throttled);
        S3Bucket bucket = new S3Bucket(client, "bucket", settings, Clock.systemUTC());
        FullJitter pause = new FullJitter(new Random(1), Duration.ofMillis(1), Duration.ofMillis(1));
        return new S3Store(bucket, new ConflictBudget(pause), resources, () -> {
            resources.close();
            client.close();
        });
    }

    private static byte[] bytes(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = from; i < to; i++) {
            bytes[i - from] = (byte) (i * 31);
        }
        return bytes;
    }

    /** A server that sends half of the first body, and waits for its reader to go, unless it cuts all off. */
    private static final class SlowServer implements AutoCloseable {

        private final List<String> requests = new CopyOnWriteArrayList<>();
        private final CountDownLatch firstEnded = new CountDownLatch(1);
        private final ServerSocket socket;
        private volatile boolean replaced;
        /** How many bytes of an answer that begins so far into the object are sent before its connection is closed. */
        private volatile @Nullable IntUnaryOperator cuts;

        SlowServer() {
            try {
                socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            CompletableFuture<Void> unused = CompletableFuture.runAsync(this::serve);
        }

        URI endpoint() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    String request = head(client);
                    requests.add(request);
                    int from = request.contains("range: bytes=")
                            ? Integer.parseInt(request.replaceAll("(?s).*range: bytes=(\\d+)-.*", "$1"))
                            : 0;
                    answer(client, from);
                } catch (IOException e) {
                    // The client has gone, or the test is over.
                    firstEnded.countDown();
                }
            }
        }

        private void answer(Socket client, int from) throws IOException {
            if (from > 0 && replaced) {
                send(
                        client,
                        "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8));
                return;
            }
            String status = from == 0
                    ? "200 OK"
                    : "206 Partial Content\r\nContent-Range: bytes " + from + "-" + (SIZE - 1) + "/" + SIZE;
            send(
                    client,
                    ("HTTP/1.1 " + status + "\r\nETag: \"tag-1\"\r\nContent-Length: " + (SIZE - from) + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            IntUnaryOperator cut = cuts;
            if (cut != null) {
                send(client, bytes(from, Math.min(SIZE, from + cut.applyAsInt(from))));
                return;
            }
            send(client, bytes(from, from == 0 ? SIZE / 2 : SIZE));
            if (from == 0 && client.getInputStream().read() < 0) {
                firstEnded.countDown();
            }
        }

        private static void send(Socket client, byte[] bytes) throws IOException {
            client.getOutputStream().write(bytes);
        }

        private static String head(Socket client) throws IOException {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                head.append(line).append('\n');
            }
            return head.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
