package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mlplatform.Digest;
import io.mlplatform.s3.internal.lane.ThrowAwayCertificate;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.transfer.s3.model.UploadRequest;

/** A server with TLS and a proxy before it: whatever carries requests goes through the proxy, or nothing does. */
@Timeout(60)
class BehindAProxyTest {

    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final ObjectKey KEY = ObjectKey.of("k");
    // A name that only a proxy could know.
    private static final String HOST = "s3.invalid";
    private static final URI BEHIND = URI.create("https://" + HOST);

    private static ThrowAwayCertificate certificate;
    private static TrustedCertificate trusted;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private TunnelProxy proxy;

    @TempDir
    Path folder;

    @BeforeAll
    static void trust() throws Exception {
        certificate = ThrowAwayCertificate.of("dns:" + HOST, "ip:127.0.0.1");
        trusted = new TrustedCertificate(certificate.trusted());
    }

    @AfterAll
    static void trustNoLonger() throws IOException {
        trusted.close();
    }

    @BeforeEach
    void start() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        proxy = new TunnelProxy(server.getAddress(), Optional.empty());
    }

    @AfterEach
    void stop() throws IOException {
        Stream.of("http", "https")
                .flatMap(scheme -> Stream.of(scheme + ".proxyHost", scheme + ".proxyPort", scheme + ".nonProxyHosts"))
                .forEach(System::clearProperty);
        proxy.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(
            value = S3Transport.class,
            names = {"SDK", "OWN"})
    void theJvmsIsTheWayOfControlCallsAndOfBytes(S3Transport transport) throws IOException {
        proxyByProperties("https");
        S3Settings settings = settings(BEHIND).toBuilder().transport(transport).build();
        try (S3Store store = S3Store.open("bucket", settings)) {
            everythingWorks(store);
            assertThat(store.fallbacks()).isEqualTo(transport == S3Transport.OWN ? 3 : 0);
        }
        assertThat(requests).containsExactlyInAnyOrder("HEAD", "PUT", "GET", "GET");
        assertThat(proxy.targets()).isNotEmpty().containsOnly(HOST + ":443");
    }

    @Test
    void theJvmsIsTheWayOfNettyToo() throws IOException {
        proxyByProperties("https");
        try (S3Store store = ManagedStores.open("bucket", settings(BEHIND), AsyncEngine.NETTY)) {
            everythingWorks(store);
        }
        assertThat(requests).containsExactlyInAnyOrder("HEAD", "PUT", "GET", "GET");
        assertThat(proxy.targets()).isNotEmpty().containsOnly(HOST + ":443");
    }

    @Test
    void theJvmsIsTheWayOfTheCrtToo() throws InterruptedException {
        proxyByProperties("https");
        try (S3Clients clients = new S3Clients(settings(BEHIND))) {
            theCrtAsksTheProxy(clients);
        }
    }

    @Test
    void theJvmsForPlainHttpIsNotTheWay() throws IOException {
        proxyByProperties("http");
        System.setProperty("http.nonProxyHosts", "others.invalid");
        for (S3Transport transport : List.of(S3Transport.SDK, S3Transport.OWN)) {
            S3Settings settings =
                    settings(direct()).toBuilder().transport(transport).build();
            try (S3Store store = S3Store.open("bucket", settings)) {
                everythingWorks(store);
                assertThat(store.fallbacks()).isZero();
            }
        }
        assertThat(proxy.targets()).isEmpty();
    }

    @Test
    void theEnvironmentsIsTheWayOfEachClient() throws InterruptedException {
        try (S3Clients clients = clients(BEHIND, Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port()))) {
            head(clients);
            assertThat(proxy.targets()).containsExactly(HOST + ":443");
            put(clients, AsyncEngine.NETTY).join();
            assertThat(proxy.targets()).containsExactly(HOST + ":443", HOST + ":443");
            theCrtAsksTheProxy(clients);
        }
    }

    @Test
    void theEnvironmentsForPlainHttpIsNotTheWay() throws Exception {
        nothingGoesThroughTheProxy(Map.of("HTTP_PROXY", "http://127.0.0.1:" + proxy.port()));
    }

    @Test
    void hostsOfNoProxyAreReachedWithout() throws Exception {
        nothingGoesThroughTheProxy(
                Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port(), "NO_PROXY", "example.org, 127.0.0.1"));
    }

    @Test
    void theLoginIsTakenFromTheAddress() throws Exception {
        proxy.close();
        String login = Base64.getEncoder().encodeToString("user:p@ss".getBytes(StandardCharsets.UTF_8));
        proxy = new TunnelProxy(server.getAddress(), Optional.of("Basic " + login));
        try (S3Clients clients =
                clients(BEHIND, Map.of("HTTPS_PROXY", "http://user:p%40ss@127.0.0.1:" + proxy.port()))) {
            head(clients);
            put(clients, AsyncEngine.NETTY).join();
            theCrtAsksTheProxy(clients);
        }
    }

    @Test
    void servicesOfAwsAreAskedOverTlsWhateverTheEndpointOfBuckets() {
        S3Settings aws = settings(URI.create("http://bucket.invalid")).toBuilder()
                .server(S3Server.AWS)
                .region("eu-central-1")
                .build();
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port()));
        try (S3Clients clients = new S3Clients(aws, () -> {}, proxies)) {
            assertThatThrownBy(() -> clients.sts().getCallerIdentity()).isInstanceOf(SdkClientException.class);
        }
        assertThat(proxy.targets()).isNotEmpty().containsOnly("sts.eu-central-1.amazonaws.com:443");
    }

    private void nothingGoesThroughTheProxy(Map<String, String> environment) throws Exception {
        try (S3Clients clients = clients(direct(), environment)) {
            head(clients);
            put(clients, AsyncEngine.NETTY).join();
        }
        assertThat(requests).containsExactly("HEAD", "PUT");
        try (ServerSocket asked = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                S3Clients clients = clients(URI.create("https://127.0.0.1:" + asked.getLocalPort()), environment)) {
            CompletableFuture<?> put = put(clients, AsyncEngine.CRT);
            asked.accept().close();
            put.cancel(true);
        }
        assertThat(proxy.targets()).isEmpty();
    }

    /** It trusts what the machine trusts, and takes long to give up, so that it comes no further here. */
    private void theCrtAsksTheProxy(S3Clients clients) throws InterruptedException {
        proxy.targets().clear();
        CompletableFuture<?> put = put(clients, AsyncEngine.CRT);
        assertThat(proxy.targets().take()).isEqualTo(HOST + ":443");
        put.cancel(true);
    }

    private void everythingWorks(S3Store store) throws IOException {
        requests.clear();
        assertThat(store.head(KEY)).isPresent();
        assertThat(store.put(KEY, Content.of(BYTES), PutCondition.always())).isInstanceOf(PutOutcome.Stored.class);
        Path target = folder.resolve("target");
        store.download(List.of(new Download(KEY, BYTES.length, Digest.of(BYTES), target)), TransferListener.SILENT);
        try (GetOutcome.Found found = (GetOutcome.Found) store.get(KEY, ByteRange.ALL, GetCondition.always())) {
            assertThat(found.body().readAllBytes()).isEqualTo(BYTES);
        }
    }

    private static void head(S3Clients clients) {
        clients.s3().headObject(request -> request.bucket("bucket").key("k"));
    }

    private static CompletableFuture<?> put(S3Clients clients, AsyncEngine engine) {
        return clients.managers(engine)
                .up()
                .upload(UploadRequest.builder()
                        .putObjectRequest(request -> request.bucket("bucket").key("k"))
                        .requestBody(AsyncRequestBody.fromBytes(BYTES))
                        .build())
                .completionFuture();
    }

    private void proxyByProperties(String scheme) {
        System.setProperty(scheme + ".proxyHost", "127.0.0.1");
        System.setProperty(scheme + ".proxyPort", Integer.toString(proxy.port()));
    }

    private static S3Clients clients(URI endpoint, Map<String, String> environment) {
        return new S3Clients(settings(endpoint), () -> {}, new Proxies(environment));
    }

    private static S3Settings settings(URI endpoint) {
        return LocalS3.settings(endpoint, "access", "secret").toBuilder()
                .maxAttempts(1)
                .build();
    }

    private URI direct() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        requests.add(exchange.getRequestMethod());
        exchange.getResponseHeaders().set("ETag", "\"tag\"");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(BYTES.length));
        }
        boolean asked = exchange.getRequestMethod().equals("GET");
        exchange.sendResponseHeaders(200, asked ? BYTES.length : -1);
        if (asked) {
            exchange.getResponseBody().write(BYTES);
        }
        exchange.close();
    }
}
