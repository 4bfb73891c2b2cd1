package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Downloads by the SDK's transfer manager: whatever it says of them, only what was published gets its name. */
@Timeout(60)
class ManagedTransfersTest {

    private static final byte[] BYTES = new byte[1_000_000];

    static {
        new Random(9).nextBytes(BYTES);
    }

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server = start();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void anObjectThatTheServerGivesInPartIsNoFile(AsyncEngine engine) throws IOException {
        try (S3Store store = store(engine)) {
            refused(store, "half", DataCorruptException.class);
            refused(store, "other", DataCorruptException.class);
            refused(store, "absent", NotFoundException.class);
        }
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ofSeveralFilesThoseThatAreWholeStay(AsyncEngine engine) throws IOException {
        try (S3Store store = store(engine)) {
            store.download(List.of(download("whole")), TransferListener.SILENT);
            assertThatThrownBy(
                            () -> store.download(List.of(download("other"), download("half")), TransferListener.SILENT))
                    .isInstanceOf(DataCorruptException.class);
        }
        assertThat(files()).containsExactly(folder.resolve("whole"));
        assertThat(folder.resolve("whole")).hasBinaryContent(BYTES);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsADownloadThatStandsStill(AsyncEngine engine) throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        try (S3Store store = store(engine)) {
            Thread caller = new Thread(() -> {
                try {
                    store.download(List.of(download("stalled")), TransferListener.SILENT);
                } catch (MlPlatformException e) {
                    failure.complete(e);
                }
            });
            caller.start();
            asked.await();
            caller.interrupt();

            assertThat(failure.get())
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("interrupted");
        }
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void closingTheStoreEndsADownloadThatStandsStill(AsyncEngine engine) throws Exception {
        S3Store store = store(engine);
        CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        store.download(List.of(download("stalled")), TransferListener.SILENT);
                        return new AssertionError("it went through");
                    } catch (RuntimeException e) {
                        return e;
                    }
                },
                threads);
        asked.await();
        store.close();

        assertThat(failure.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("open it again");
    }

    @Test
    void closingTheStoreEndsTheThreadsOfNetty() throws Exception {
        Set<Thread> before = threadsOfNetty();
        Set<Thread> own;
        try (S3Store store = store(AsyncEngine.NETTY)) {
            store.download(List.of(download("whole")), TransferListener.SILENT);
            own = threadsOfNetty();
        }
        own.removeAll(before);
        assertThat(own).isNotEmpty();
        for (Thread thread : own) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(S3Transport.class)
    void aBorrowedClientIsRefusedWhereItWouldNotBeUsed(S3Transport transport) {
        S3Settings settings = settings().toBuilder().transport(transport).build();
        try (S3Clients clients = new S3Clients(settings)) {
            S3Client borrowed = clients.s3();
            if (transport == S3Transport.TRANSFER_MANAGER) {
                assertThatThrownBy(() -> S3Store.on(borrowed, "bucket", settings))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("choose another transport");
            } else {
                S3Store.on(borrowed, "bucket", settings).close();
            }
        }
    }

    private static Set<Thread> threadsOfNetty() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("NettyEventLoop"))
                .collect(Collectors.toSet());
    }

    private void refused(S3Store store, String name, Class<? extends Exception> type) {
        assertThatThrownBy(() -> store.download(List.of(download(name)), TransferListener.SILENT))
                .isInstanceOf(type)
                .hasMessageContaining(name);
    }

    private Download download(String name) {
        return new Download(ObjectKey.of(name), BYTES.length, Digest.of(BYTES), folder.resolve(name));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private S3Settings settings() {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return LocalS3.settings(endpoint, "access", "secret").toBuilder()
                .maxAttempts(1)
                .build();
    }

    private S3Store store(AsyncEngine engine) {
        return ManagedStores.open("bucket", settings(), engine);
    }

    private HttpServer start() {
        try {
            HttpServer begun = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
            begun.createContext("/", this::answer);
            begun.setExecutor(threads);
            begun.start();
            return begun;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().set("ETag", "\"tag\"");
        if (path.endsWith("absent")) {
            exchange.sendResponseHeaders(404, -1);
        } else if (path.endsWith("half")) {
            send(exchange, Arrays.copyOf(BYTES, BYTES.length / 2));
        } else if (path.endsWith("other")) {
            byte[] other = BYTES.clone();
            other[77] ^= 1;
            send(exchange, other);
        } else if (path.endsWith("stalled") && exchange.getRequestMethod().equals("GET")) {
            stall(exchange);
        } else {
            send(exchange, BYTES);
        }
        exchange.close();
    }

    private void stall(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, BYTES.length);
        exchange.getResponseBody().write(BYTES, 0, 100_000);
        exchange.getResponseBody().flush();
        asked.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
