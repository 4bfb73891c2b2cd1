package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server does to TLS, the right bytes come or a typed failure; no hang, no leak, and the next request is well. */
class HostileTlsTest {

    static final String JDK = "JDK";
    static final String CONSCRYPT = "Conscrypt";

    private static final String HOST = "bucket.example.org";

    @TempDir
    static Path folder;

    private static Path largeFile;
    private static ThrowAwayCertificate certificate;
    private static SSLContext context;

    @BeforeAll
    static void makeACertificateAndALargeFile() throws Exception {
        certificate = ThrowAwayCertificate.of("dns:" + HOST);
        context = certificate.server();
        largeFile = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(largeFile.toFile(), "rw")) {
            file.setLength(Ask.LARGE_BYTES);
        }
    }

    private static List<TlsBehaviour> behaviours() {
        return Stream.of(HostileHandshakes.ALL, HostileRecords.ALL)
                .flatMap(List::stream)
                .toList();
    }

    static Stream<Arguments> behavioursAndEngines() {
        return behaviours().stream().flatMap(behaviour -> behaviour.protocols().stream()
                .flatMap(protocol -> Stream.of(JDK, CONSCRYPT).map(maker -> Arguments.of(behaviour, protocol, maker))));
    }

    @ParameterizedTest(name = "{1}, {2}: {0}")
    @MethodSource("behavioursAndEngines")
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theRightBytesComeOrATypedFailure(TlsBehaviour behaviour, String protocol, String maker) throws Exception {
        TlsSide tls = new TlsSide(context, protocol);
        LaneClient client = client(maker);
        try (client;
                HostileServer server = HostileServer.below(behaviour.script().over(tls), client::pass, tls)) {
            if (behaviour.use() == Behaviour.Use.SECOND) {
                assertThat(client.result(Ask.PART, server.origin(HOST)))
                        .isEqualTo(Outcome.right().result());
            }
            requireExpected(
                    behaviour.ask(), behaviour.expected(), client, server, behaviour + ", " + protocol + ", " + maker);
        }
        requireNothingLeft(client);
    }

    static Stream<Arguments> plainBehaviours() {
        List<Behaviour> all = HostileServerTest.behaviours();
        return Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                .map(i -> Arguments.of(all.get(i), i % 3 == 0 ? "TLSv1.2" : "TLSv1.3", i % 2 == 0 ? JDK : CONSCRYPT));
    }

    @ParameterizedTest(name = "{1}, {2}: {0}")
    @MethodSource("plainBehaviours")
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatHoldsWithoutTlsHoldsWithIt(Behaviour behaviour, String protocol, String maker) throws Exception {
        TlsSide tls = new TlsSide(context, protocol);
        LaneClient client = client(maker);
        try (client;
                HostileServer server = HostileServer.encrypted(behaviour.script(), client::pass, tls)) {
            if (behaviour.use() == Behaviour.Use.SECOND) {
                assertThat(client.result(Ask.PART, server.origin(HOST)))
                        .isEqualTo(Outcome.right().result());
            }
            requireExpected(
                    behaviour.ask(), expected(behaviour), client, server, behaviour + ", " + protocol + ", " + maker);
        }
        requireNothingLeft(client);
    }

    // TLS tells while the client sends that no answer will come.
    private static Outcome expected(Behaviour behaviour) {
        return behaviour.name().endsWith("a half-close, and reads no more") ? Outcome.lost() : behaviour.expected();
    }

    @Test
    void eachBehaviourHasItsName() {
        assertThat(behaviours().stream()
                        .map(behaviour -> behaviour.name() + behaviour.protocols())
                        .toList())
                .hasSizeGreaterThanOrEqualTo(100)
                .doesNotHaveDuplicates();
    }

    private static void requireExpected(Ask ask, Outcome expected, LaneClient client, HostileServer server, String what)
            throws InterruptedException {
        String result = client.result(ask, server.origin(HOST));
        server.clientIsOver();
        assertThat(server.awaitScript()).isTrue();
        assertThat(new Outcome(result, client.pool().idle() == 1)).as(what).isEqualTo(expected);
        assertThat(client.openWires()).isEqualTo(client.pool().idle());
        assertThat(client.result(Ask.PART, server.origin(HOST)))
                .as("the next request")
                .isEqualTo(Outcome.right().result());
    }

    private static void requireNothingLeft(LaneClient client) {
        assertThat(client.openWires()).isZero();
        assertThat(client.pool().open()).isZero();
        assertThat(client.watched()).isZero();
    }

    private static LaneClient client(String maker) throws Exception {
        return new LaneClient(largeFile, engines(maker, certificate.trusted()).connector());
    }

    static TlsEngines engines(String maker, KeyStore trusted) throws Exception {
        Optional<Provider> provider = maker.equals(JDK) ? Optional.empty() : TlsEngines.conscrypt();
        assertThat(provider.isPresent()).isEqualTo(!maker.equals(JDK));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return TlsEngines.of(provider, trust);
    }
}
