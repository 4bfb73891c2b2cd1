package io.mlplatform.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.TransferRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Whole downloads over the own lane from a server in trouble: all arrive, and nobody waits for what will not come. */
@Timeout(120)
class OwnLaneTroubleTest {

    private static final byte[] BYTES = new byte[64 << 10];
    private static final int RANGES = 8;
    private static final byte[] LARGE = new byte[RANGES * RangedTransfer.RANGE_BYTES];

    static {
        new Random(1).nextBytes(BYTES);
        new Random(2).nextBytes(LARGE);
    }

    /** What a server does with a request; true where that was all. */
    private interface Trouble {
        boolean happens(HttpExchange exchange) throws IOException;
    }

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<TransferRequest> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger bySdk = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private Trouble trouble = exchange -> false;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void credentialsThatExpireOnTheWayAreAskedForAgain() {
        AtomicInteger valid = new AtomicInteger(1);
        AtomicInteger served = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        trouble = exchange -> {
            if (served.incrementAndGet() == 200) {
                valid.incrementAndGet();
            }
            String token = exchange.getRequestHeaders().getFirst("x-amz-security-token");
            if (token.equals("token-" + valid.get())) {
                return false;
            }
            refused.incrementAndGet();
            refuse(exchange, 400, "ExpiredToken");
            return true;
        };
        AwsCredentialsProvider rotating =
                () -> AwsSessionCredentials.create("access", "secret", "token-" + valid.get());
        try (S3Store store = store(settings().credentials(rotating))) {
            store.download(downloads(450), TransferListener.SILENT);
        }
        assertThat(folder.toFile().list()).hasSize(450);
        assertThat(refused)
                .as("those that were under way: of sixteen at a time, and of eight that are sent a second time")
                .hasValueBetween(1, 24);
    }

    @Test
    void aServerThatTakesFourAtATimeIsMetByFourAndNothingFails() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        trouble = exchange -> {
            try {
                if (inside.incrementAndGet() > 4) {
                    refused.incrementAndGet();
                    refuse(exchange, 503, "SlowDown");
                } else {
                    pause(Duration.ofMillis(5));
                    answer(exchange, BYTES);
                }
                return true;
            } finally {
                inside.decrementAndGet();
            }
        };
        try (S3Store store = store(settings())) {
            store.download(downloads(2_000), TransferListener.SILENT);
        }
        assertThat(folder.toFile().list()).hasSize(2_000);
        assertThat(refused.get()).isBetween(1, 200);
    }

    @Test
    void aDeadConnectionIsGivenUpLongBeforeTheTimeOut() {
        AtomicInteger requests = new AtomicInteger();
        trouble = exchange -> {
            if (!isForLarge(exchange) || requests.incrementAndGet() != RANGES - 1) {
                return false;
            }
            awaitEnd();
            return true;
        };
        try (S3Store store = store(settings())) {
            // Saves up: a busy machine may look as dead, and what may be sent again would be used up.
            store.download(downloads(60), TransferListener.SILENT);
            seen.clear();
            store.download(List.of(large()), TransferListener.SILENT);
        }
        assertThat(folder.resolve("large")).hasBinaryContent(LARGE);
        assertThat(requests.get()).isBetween(RANGES + 1, RANGES + 5);
        assertThat(seen)
                .filteredOn(request -> request.retries() > 0)
                .isNotEmpty()
                .allMatch(request -> request.duration().compareTo(Duration.ofSeconds(25)) < 0);
    }

    @Test
    void aDiskThatStandsStillIsNoSilentServer() {
        LooksByHand looks = new LooksByHand();
        TransferListener onASlowDisk = new TransferListener() {
            @Override
            public void transferred(long bytes) {
                looks.pass(3);
            }

            @Override
            public void finished(ObjectKey key) {}
        };
        try (S3Store store = UnpausedStores.open(settings().parallelism(1).build(), looks)) {
            store.download(List.of(large()), onASlowDisk);
        }
        assertThat(folder.resolve("large")).hasBinaryContent(LARGE);
        assertThat(seen).hasSize(RANGES).allMatch(request -> request.retries() == 0);
    }

    @Test
    void credentialsThatAreNotThereAtFirstDoNotTurnTheLaneOff() {
        AtomicInteger asked = new AtomicInteger();
        AwsCredentialsProvider late = () -> {
            if (asked.incrementAndGet() == 1) {
                throw SdkClientException.create("not signed in yet");
            }
            return AwsSessionCredentials.create("access", "secret", "token");
        };
        try (S3Store store = store(settings().credentials(late))) {
            store.download(downloads(1), TransferListener.SILENT);
            bySdk.set(0);
            store.download(downloads(20), TransferListener.SILENT);
        }
        assertThat(bySdk).as("requests of the SDK's client").hasValue(0);
    }

    @Test
    void aRefusalWithoutEndIsNotReadToIt() {
        trouble = exchange -> {
            exchange.sendResponseHeaders(404, 0);
            byte[] more = new byte[1 << 16];
            while (true) {
                exchange.getResponseBody().write(more);
            }
        };
        try (S3Store store = store(settings())) {
            assertThatThrownBy(() -> store.download(downloads(1), TransferListener.SILENT))
                    .isInstanceOf(MlPlatformException.class);
        }
        assertThat(bySdk)
                .as("the SDK's client would read all of it into memory")
                .hasValue(0);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsRefusedForGoodIsToldOnceAndLeavesNothing() {
        trouble = exchange -> {
            refuse(exchange, 503, "SlowDown");
            return true;
        };
        try (S3Store store = store(settings().maxAttempts(2))) {
            assertThatThrownBy(() -> store.download(downloads(40), TransferListener.SILENT))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("SlowDown");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private Download large() {
        return new Download(ObjectKey.of("large"), LARGE.length, Digest.of(LARGE), folder.resolve("large"));
    }

    private List<Download> downloads(int count) {
        List<Download> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Download(ObjectKey.of("small/" + i), BYTES.length, Digest.of(BYTES), folder.resolve("" + i)));
        }
        return all;
    }

    private S3Settings.Builder settings() {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return LocalS3.settings(endpoint, "access", "secret").toBuilder()
                .transport(S3Transport.OWN)
                .metrics(seen::add);
    }

    private static S3Store store(S3Settings.Builder settings) {
        return S3Store.open("bucket", settings.build());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestHeaders().getFirst("User-Agent") != null) {
                bySdk.incrementAndGet();
            }
            if (!trouble.happens(exchange)) {
                answer(exchange, isForLarge(exchange) ? LARGE : BYTES);
            }
        }
    }

    private static boolean isForLarge(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().endsWith("/large");
    }

    private static void answer(HttpExchange exchange, byte[] object) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"tag\"");
        String range = exchange.getRequestHeaders().getFirst("Range");
        byte[] body = object;
        if (range != null) {
            String[] bounds = range.substring("bytes=".length()).split("-");
            int from = Integer.parseInt(bounds[0]);
            int to = Math.min(object.length, Integer.parseInt(bounds[1]) + 1);
            body = Arrays.copyOfRange(object, from, to);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + object.length);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        byte[] body = ("<Error><Code>" + code + "</Code></Error>").getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server works. */
    private void pause(Duration time) {
        try {
            boolean ignored = over.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
