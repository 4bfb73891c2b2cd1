package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlplatform.Digest;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.TransferRequest;
import io.mlplatform.store.TransferResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** What the own lane is at a loss about: the SDK's client does it, and that is counted and told. */
@Timeout(60)
class OwnLaneFallbackTest {

    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final ObjectKey KEY = ObjectKey.of("k");
    private static final DateTimeFormatter SIGNED_AT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final List<TransferRequest> told = new CopyOnWriteArrayList<>();
    private final HttpServer server = start();
    private volatile Answer first = OwnLaneFallbackTest::stored;
    private volatile Answer others = OwnLaneFallbackTest::stored;

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 403})
    void aRedirectOrADenialIsLeftToTheSdk(int status) throws IOException {
        first = exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        };
        try (S3Store store = store(builder -> {})) {
            store.download(List.of(download()), TransferListener.SILENT);
            counted(store, 1);
        }
        assertThat(targets).hasSize(2);
        assertThat(folder.resolve("target")).hasBinaryContent(BYTES);
    }

    @Test
    void anAnswerThatIsNotUnderstoodIsLeftToTheSdkForStreamsToo() throws IOException {
        first = exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 5-14/20");
            exchange.sendResponseHeaders(206, BYTES.length);
            exchange.getResponseBody().write(BYTES);
        };
        try (S3Store store = store(builder -> {})) {
            assertThat(read(store)).isEqualTo(BYTES);
            counted(store, 1);
        }
    }

    @Test
    void aPutThatIsRedirectedIsLeftToTheSdk() throws IOException {
        first = exchange -> exchange.sendResponseHeaders(307, -1);
        try (S3Store store = store(builder -> {})) {
            assertThat(store.put(KEY, Content.of(BYTES), PutCondition.always())).isInstanceOf(PutOutcome.Stored.class);
            counted(store, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMachineWhoseClockIsOffLeavesOneRequestToTheSdk(boolean up) throws IOException {
        first = OwnLaneFallbackTest::storedIfOfThisHour;
        others = OwnLaneFallbackTest::storedIfOfThisHour;
        try (S3Store store = store(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)))) {
            for (int i = 0; i < 3; i++) {
                if (up) {
                    assertThat(store.put(KEY, Content.of(BYTES), PutCondition.always()))
                            .isInstanceOf(PutOutcome.Stored.class);
                } else {
                    assertThat(read(store)).isEqualTo(BYTES);
                }
            }
            counted(store, 1);
        }
        assertThat(targets).hasSize(4);
    }

    @Test
    void behindAnHttpProxyTheSdkCarriesAll() throws IOException {
        // The server is the proxy, and is asked for a host that only a proxy could know.
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty(
                "http.proxyPort", Integer.toString(server.getAddress().getPort()));
        try (S3Store store = store(builder -> builder.endpoint(URI.create("http://s3.invalid")))) {
            store.download(List.of(download()), TransferListener.SILENT);
            assertThat(read(store)).isEqualTo(BYTES);
            counted(store, 2);
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
        assertThat(targets).hasSize(2).allMatch(target -> target.startsWith("http://s3.invalid/"));
    }

    @Test
    void requestsThatAreNotSignedByVersionFourAreTheSdks() throws IOException {
        try (S3Store store = store(builder -> builder.credentials(AnonymousCredentialsProvider.create()))) {
            assertThat(read(store)).isEqualTo(BYTES);
            counted(store, 1);
        }
    }

    @Test
    void aBorrowedClientCarriesAllAndIsAskedForNothingElse() throws IOException {
        try (CountingClient borrowed = borrowed();
                S3Store store = S3Store.on(borrowed, "bucket", settings(builder -> {}))) {
            assertThat(store.put(KEY, Content.of(BYTES), PutCondition.always())).isInstanceOf(PutOutcome.Stored.class);
            store.download(List.of(download()), TransferListener.SILENT);
            assertThat(read(store)).isEqualTo(BYTES);
            assertThat(borrowed.calls).containsExactly("put", "get", "get");
            counted(store, 0);
        }
        assertThat(targets).hasSize(3);
    }

    @Test
    void aClientThatIsNotTheSdksOwnCarriesAllThoughTheLaneWasChosen() throws IOException {
        try (CountingClient borrowed = borrowed();
                S3Store store =
                        S3Store.on(borrowed, "bucket", settings(builder -> builder.transport(S3Transport.OWN)))) {
            store.put(KEY, Content.of(BYTES), PutCondition.always());
            assertThat(read(store)).isEqualTo(BYTES);
            assertThat(borrowed.calls).containsExactly("put", "get");
            counted(store, 2);
        }
    }

    @Test
    void ofTheSdksOwnClientsTheLaneMayBeChosen() throws IOException {
        try (CountingClient borrowed = borrowed();
                S3Store store = S3Store.on(
                        (S3Client) borrowed.delegate(),
                        "bucket",
                        settings(builder -> builder.transport(S3Transport.OWN)))) {
            assertThat(read(store)).isEqualTo(BYTES);
            counted(store, 0);
        }
        assertThat(targets).containsExactly("/bucket/k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mine--use1-az4--x-s3",
                "mine--use1-az4--xa-s3",
                "arn:aws:s3:eu-central-1:123456789012:accesspoint/mine",
                "arn:aws:s3-object-lambda:eu-central-1:123456789012:accesspoint/mine"
            })
    void directoryBucketsAndAccessPointsByArnAreRefusedBeforeAnythingIsSent(String name) {
        S3Settings settings = settings(builder -> {});
        assertThatThrownBy(() -> S3Store.open(name, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
        assertThat(targets).isEmpty();
    }

    @Test
    void anAccessPointIsNamedByItsAlias() throws IOException {
        try (S3Store store = S3Store.open("mine-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias", settings(builder -> {}))) {
            assertThat(read(store)).isEqualTo(BYTES);
            counted(store, 0);
        }
        assertThat(targets).containsExactly("/mine-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias/k");
    }

    private void counted(S3Store store, int times) {
        assertThat(store.fallbacks()).isEqualTo(times);
        assertThat(told)
                .filteredOn(request -> request.result() == TransferResult.LEFT_TO_SDK)
                .hasSize(times)
                .allMatch(request -> request.resource().equals("s3://bucket/k"));
    }

    private CountingClient borrowed() {
        return new CountingClient(new S3Clients(settings(builder -> {})));
    }

    private Download download() {
        return new Download(KEY, BYTES.length, Digest.of(BYTES), folder.resolve("target"));
    }

    private static byte[] read(S3Store store) throws IOException {
        try (GetOutcome.Found found = (GetOutcome.Found) store.get(KEY, ByteRange.ALL, GetCondition.always())) {
            return found.body().readAllBytes();
        }
    }

    private S3Store store(Consumer<S3Settings.Builder> wishes) {
        return S3Store.open("bucket", settings(wishes));
    }

    /** By a machine with this clock; the SDK has its own. */
    private S3Store store(Clock clock) {
        S3Settings settings = settings(builder -> {});
        TransferResources resources = TransferResources.of(settings, System::nanoTime, new Random(1));
        OwnedClient client = new OwnedClient(settings, resources.transfers()::throttled);
        return new S3Store(
                new S3Bucket(client, "bucket", settings, clock), new ConflictBudget(times -> {}), resources, () -> {
                    resources.close();
                    client.close();
                });
    }

    private S3Settings settings(Consumer<S3Settings.Builder> wishes) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        S3Settings.Builder builder =
                LocalS3.settings(endpoint, "access", "secret").toBuilder().metrics(told::add);
        wishes.accept(builder);
        return builder.build();
    }

    private HttpServer start() {
        try {
            HttpServer begun = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
            begun.createContext("/", this::answer);
            begun.start();
            return begun;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        targets.add(exchange.getRequestURI().toString());
        exchange.getResponseHeaders().set("ETag", "\"tag\"");
        Answer answer = targets.size() == 1 ? first : others;
        answer.send(exchange);
        exchange.close();
    }

    private static void storedIfOfThisHour(HttpExchange exchange) throws IOException {
        Instant signed = SIGNED_AT.parse(exchange.getRequestHeaders().getFirst("x-amz-date"), Instant::from);
        if (Duration.between(signed, Instant.now()).abs().compareTo(Duration.ofHours(1)) < 0) {
            stored(exchange);
            return;
        }
        byte[] refusal = "<Error><Code>RequestTimeTooSkewed</Code></Error>".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(403, refusal.length);
        exchange.getResponseBody().write(refusal);
    }

    private static void stored(HttpExchange exchange) throws IOException {
        boolean asked = exchange.getRequestMethod().equals("GET");
        exchange.sendResponseHeaders(200, asked ? BYTES.length : -1);
        if (asked) {
            exchange.getResponseBody().write(BYTES);
        }
    }

    /** A client of the user's own, such as one that encrypts. */
    private static final class CountingClient extends DelegatingS3Client {

        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final S3Clients clients;

        CountingClient(S3Clients clients) {
            super(clients.s3());
            this.clients = clients;
        }

        @Override
        public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
            calls.add("put");
            return super.putObject(request, body);
        }

        @Override
        public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
            calls.add("get");
            return super.getObject(request, transformer);
        }

        @Override
        public HeadObjectResponse headObject(HeadObjectRequest request) {
            calls.add("head");
            return super.headObject(request);
        }

        @Override
        public void close() {
            clients.close();
        }
    }

    private interface Answer {
        void send(HttpExchange exchange) throws IOException;
    }
}
