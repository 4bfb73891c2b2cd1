package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mlplatform.AccessDeniedException;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.TransferListener;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Attacks by who stands between a reader and S3, writes into the bucket meanwhile, or reads the logs; see docs/threat-model.md. */
class S3AttacksTest {

    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");
    private static final Predicate<SdkHttpRequest> GET = request -> request.method() == SdkHttpMethod.GET;

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    @TempDir
    Path folder;

    @Test
    void anObjectSwappedBetweenTwoRangesIsNotMixedAndLeavesNoFile() {
        byte[] bytes = new byte[(int) RangedTransfer.WORTHWHILE_BYTES + 1];
        byte[] others = bytes.clone();
        others[others.length - 1] = 1;
        try (TamperedStore tampered = TamperedStore.open(LocalS3.settings(server))) {
            tampered.store().put(KEY, Content.of(bytes), PutCondition.always());
            tampered.http()
                    .precede(request -> request.firstMatchingHeader("If-Match").isPresent(), () -> tampered.store()
                            .put(KEY, Content.of(others), PutCondition.always()));
            Download download = new Download(KEY, bytes.length, Digest.of(bytes), folder.resolve("model.bin"));

            assertThatThrownBy(() -> tampered.store().download(List.of(download), TransferListener.SILENT))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("was replaced while it was fetched");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void theBucketOfAnotherOwnerIsNeitherReadNorWritten() {
        S3Settings settings = LocalS3.settings(server).toBuilder()
                .expectedBucketOwner("123456789012")
                .build();
        try (TamperedStore tampered = TamperedStore.open(settings)) {
            // As S3 answers where the owner is another one than the request names; S3Proxy knows no owners.
            tampered.http().refuse(S3AttacksTest::namesTheOwner, 403, "AccessDenied", 4);

            assertThatThrownBy(() -> tampered.store().put(KEY, Content.of("x"), PutCondition.always()))
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> tampered.store().get(KEY, ByteRange.ALL, GetCondition.always()))
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> tampered.store().list("", "", Delimiter.NONE, 1))
                    .isInstanceOf(AccessDeniedException.class);
            // A get that is refused asks by a list whether the key is there at all.
            assertThat(tampered.http().requests()).hasSize(4);
        }
    }

    private static boolean namesTheOwner(SdkHttpRequest request) {
        return request.firstMatchingHeader("x-amz-expected-bucket-owner")
                .filter("123456789012"::equals)
                .isPresent();
    }

    @Test
    void aServerWithTheCertificateOfAStrangerGetsNoRequest() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpsServer stranger = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("stranger.p12"))));
        stranger.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        stranger.start();
        URI endpoint = URI.create("https://localhost:" + stranger.getAddress().getPort());
        S3Settings settings = LocalS3.settings(endpoint, "access", "secret").toBuilder()
                .maxAttempts(1)
                .build();
        try (S3Store store = S3Store.open("bucket", settings)) {
            assertThatThrownBy(() -> store.put(KEY, Content.of("x"), PutCondition.always()))
                    .isInstanceOf(MlPlatformException.class)
                    .hasMessageContaining("certification path");
            assertThat(requests).hasValue(0);
        } finally {
            stranger.stop(0);
        }
    }

    private static SSLContext selfSigned(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "stranger",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void theSecretOfARefusedSignInIsNotInTheTrace() {
        S3Settings settings = LocalS3.settings(server.getUri(), server.getAccessKey(), "wJalrXUtnFEMI");
        try (S3Store store = S3Store.open("bucket", settings)) {
            assertThatThrownBy(() -> store.list("", "", Delimiter.NONE, 1))
                    .isInstanceOf(AccessDeniedException.class)
                    .satisfies(failure -> {
                        StringWriter trace = new StringWriter();
                        failure.printStackTrace(new PrintWriter(trace));
                        assertThat(trace.toString()).doesNotContain("wJalrXUtnFEMI");
                    });
        }
    }

    @Test
    void theCredentialsInAnEndpointAreNotRepeated() {
        for (String endpoint : List.of("http://u:wJalrXUtnFEMI@host", "http://u:wJalrXUtnFEMI@ho%20st%5B")) {
            assertThatThrownBy(() -> S3Location.parse(URI.create("s3://bucket?endpoint=" + endpoint)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(failure -> {
                        StringWriter trace = new StringWriter();
                        failure.printStackTrace(new PrintWriter(trace));
                        assertThat(trace.toString()).doesNotContain("wJalrXUtnFEMI");
                    });
        }
    }

    @Test
    void aLineEndInAServersMessageDoesNotForgeALineOfALog() {
        try (TamperedStore tampered = TamperedStore.open(LocalS3.settings(server))) {
            tampered.store().put(KEY, Content.of("x"), PutCondition.always());
            tampered.http()
                    .answer(
                            GET,
                            SdkHttpResponse.builder().statusCode(403).build(),
                            "<Error><Code>AccessDenied</Code><Message>no&#10;2026 INFO verified</Message></Error>");

            assertThatThrownBy(() -> tampered.store().get(KEY, ByteRange.ALL, GetCondition.always()))
                    .isInstanceOf(AccessDeniedException.class)
                    .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
        }
    }
}
