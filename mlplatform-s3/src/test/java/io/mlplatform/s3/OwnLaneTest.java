package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlplatform.AccessDeniedException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Downloads over the own lane: right bytes, typed failures, and the SDK's client where the lane is at a loss. */
class OwnLaneTest {

    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    @TempDir
    private Path folder;

    @Test
    void objectsOfAllSizesArriveInOneRequestOrInRanges() throws IOException {
        try (S3Store store = store()) {
            List<Download> downloads = new ArrayList<>();
            int[] sizes = {0, 1, 10_000, 300_000, (int) RangedTransfer.WORTHWHILE_BYTES + 12_345};
            for (int size : sizes) {
                byte[] bytes = new byte[size];
                new Random(size).nextBytes(bytes);
                ObjectKey key = ObjectKey.of("a b/+é%/" + size + ".bin");
                store.put(key, Content.of(bytes), PutCondition.ifAbsent());
                downloads.add(new Download(key, size, Digest.of(bytes), folder.resolve(size + ".bin")));
            }

            store.download(downloads, TransferListener.SILENT);

            for (Download download : downloads) {
                assertThat(Digest.of(Files.readAllBytes(download.target()))).isEqualTo(download.sha256());
            }
            assertThat(store.fallbacks()).isZero();
        }
    }

    @Test
    void whatIsNotAsTheManifestSaysIsRefusedAndLeavesNothing() throws IOException {
        try (S3Store store = store()) {
            ObjectKey key = ObjectKey.of("changed.bin");
            store.put(key, Content.of(BYTES), PutCondition.ifAbsent());

            assertThatThrownBy(() -> fetch(store, key, 10, Digest.of("other")))
                    .isInstanceOf(DataCorruptException.class);
            assertThatThrownBy(() -> fetch(store, key, 9, Digest.of(BYTES))).isInstanceOf(DataCorruptException.class);
            assertThatThrownBy(() -> fetch(store, key, 11, Digest.of(BYTES))).isInstanceOf(DataCorruptException.class);
            assertThatThrownBy(() -> fetch(store, ObjectKey.of("absent.bin"), 10, Digest.of(BYTES)))
                    .isInstanceOf(NotFoundException.class);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aRefusalIsToldAsTheSdkTellsIt() {
        S3Settings settings = LocalS3.settings(server.getUri(), server.getAccessKey(), "another-secret").toBuilder()
                .transport(S3Transport.OWN)
                .build();
        String bucket = TestBuckets.createIn(LocalS3.settings(server));
        try (S3Store store = S3Store.open(bucket, settings)) {
            assertThatThrownBy(() -> fetch(store, ObjectKey.of("k"), 10, Digest.of(BYTES)))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("SignatureDoesNotMatch");
            assertThat(store.fallbacks()).isOne();
        }
    }

    @Test
    void whatFailsForAMomentIsAskedAgain() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (Scripted scripted = new Scripted(exchange -> {
            if (requests.incrementAndGet() < 3) {
                answer(exchange, 503, "<Error><Code>SlowDown</Code></Error>".getBytes(StandardCharsets.UTF_8));
            } else {
                answer(exchange, 200, BYTES);
            }
        })) {
            try (S3Store store = scripted.store(5)) {
                fetch(store, ObjectKey.of("k"), 10, Digest.of(BYTES));
            }
            assertThat(requests).hasValue(3);
            assertThat(folder.resolve("target")).hasBinaryContent(BYTES);
        }
    }

    @Test
    void whatFailsForGoodIsUnavailable() throws IOException {
        try (Scripted scripted = new Scripted(exchange ->
                answer(exchange, 503, "<Error><Code>SlowDown</Code></Error>".getBytes(StandardCharsets.UTF_8)))) {
            try (S3Store store = scripted.store(2)) {
                assertThatThrownBy(() -> fetch(store, ObjectKey.of("k"), 10, Digest.of(BYTES)))
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessageContaining("SlowDown");
            }
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aRangeThatWasNotAskedForIsLeftToTheSdkAndRefused() throws IOException {
        try (Scripted scripted = new Scripted(exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 1-10/11");
            answer(exchange, 206, BYTES);
        })) {
            try (S3Store store = scripted.store(2)) {
                assertThatThrownBy(() -> fetch(store, ObjectKey.of("k"), 10, Digest.of(BYTES)))
                        .isInstanceOf(DataCorruptException.class);
                assertThat(store.fallbacks()).isOne();
            }
        }
        assertThat(files()).isEmpty();
    }

    private void fetch(S3Store store, ObjectKey key, long size, Digest digest) {
        store.download(List.of(new Download(key, size, digest, folder.resolve("target"))), TransferListener.SILENT);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private S3Store store() {
        S3Settings settings =
                LocalS3.settings(server).toBuilder().transport(S3Transport.OWN).build();
        return S3Store.open(TestBuckets.createIn(settings), settings);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"tag\"");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** What a server does with a request. */
    private interface Script {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** A server that answers each request by a script. */
    private record Scripted(HttpServer server) implements AutoCloseable {

        Scripted(Script script) throws IOException {
            this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10));
            server.createContext("/", script::answer);
            server.start();
        }

        S3Store store(int attempts) {
            URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            S3Settings settings = LocalS3.settings(endpoint, "access", "secret").toBuilder()
                    .transport(S3Transport.OWN)
                    .maxAttempts(attempts)
                    .build();
            return UnpausedStores.open(settings);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
