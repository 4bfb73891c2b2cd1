package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsWireTest {

    /** What a server does with one connection. */
    interface Script {
        void run(SSLSocket socket) throws IOException;
    }

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger checks = new AtomicInteger();
    private ThrowAwayCertificate certificate;

    @BeforeEach
    void makeACertificate() throws Exception {
        certificate = ThrowAwayCertificate.of("dns:localhost", "ip:127.0.0.1");
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    static Stream<Arguments> providersAndProtocols() {
        Optional<Provider> conscrypt = TlsEngines.conscrypt();
        assertThat(conscrypt).isPresent();
        return Stream.of("TLSv1.3", "TLSv1.2")
                .flatMap(protocol -> Stream.of(
                        Arguments.of(Optional.<Provider>empty(), protocol), Arguments.of(conscrypt, protocol)));
    }

    @ParameterizedTest
    @MethodSource("providersAndProtocols")
    void bytesOfAnySizeGoBothWays(Optional<Provider> provider, String protocol) throws Exception {
        byte[] bytes = new byte[3_000_001];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        try (SSLServerSocket server = listen(protocol);
                FileChannel source = FileChannel.open(file)) {
            Future<?> answered = serve(server, socket -> {
                byte[] received = socket.getInputStream().readNBytes(2 * bytes.length);
                for (int i = 0; i < 4; i++) {
                    socket.getOutputStream().write(i == 0 ? received : bytes);
                }
            });
            try (Wire wire = connect(server, engines(provider), "localhost")) {
                wire.handshake();
                assertThat(wire.isStale()).isFalse();
                wire.write(ByteBuffer.wrap(bytes));
                wire.write(source, 0, bytes.length);
                for (int step : new int[] {1 << 18, 1 << 14, 1 << 15, 1 << 16, 777}) {
                    assertThat(read(wire, bytes.length, step)).isEqualTo(bytes);
                }
                answered.get();
                assertThat(wire.read(ByteBuffer.allocate(10))).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providersAndProtocols")
    void aCertificateForAnotherHostIsRefused(Optional<Provider> provider, String protocol) throws Exception {
        certificate = ThrowAwayCertificate.of("dns:bucket.example.org");
        try (SSLServerSocket server = listen(protocol)) {
            serve(server, socket -> socket.getInputStream().read());
            try (Wire wire = connect(server, engines(provider), "localhost")) {
                assertThatThrownBy(wire::handshake).isInstanceOf(SSLException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providersAndProtocols")
    void aCertificateThatNobodyTrustedIsRefused(Optional<Provider> provider, String protocol) throws Exception {
        TlsEngines engines = engines(provider);
        certificate = ThrowAwayCertificate.of("dns:localhost");
        try (SSLServerSocket server = listen(protocol)) {
            serve(server, socket -> socket.getInputStream().read());
            try (Wire wire = connect(server, engines, "localhost")) {
                assertThatThrownBy(wire::handshake).isInstanceOf(SSLException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providersAndProtocols")
    void aStreamThatIsCutIsNoEnd(Optional<Provider> provider, String protocol) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            serveAndCut(server, protocol);
            try (Wire wire = connect(server, engines(provider), "localhost")) {
                wire.handshake();
                wire.write(ByteBuffer.wrap(new byte[] {1}));
                assertThat(read(wire, 5, 100)).containsExactly(1, 2, 3, 4, 5);
                assertThatThrownBy(() -> wire.read(ByteBuffer.allocate(10))).isInstanceOf(EOFException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providersAndProtocols")
    void whatComesUnaskedMakesAnIdleWireStale(Optional<Provider> provider, String protocol) throws Exception {
        try (SSLServerSocket server = listen(protocol)) {
            Future<?> said = serve(server, socket -> {
                socket.getOutputStream().write(new byte[] {4, 0, 8});
                socket.getInputStream().read();
            });
            try (Wire wire = connect(server, engines(provider), "localhost")) {
                wire.handshake();
                wire.write(ByteBuffer.wrap(new byte[] {1}));
                said.get();
                // Its good-bye has arrived by now, behind what it said.
                assertThat(wire.isStale()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providersAndProtocols")
    void aSecondConnectionResumesTheSessionOfTheFirst(Optional<Provider> provider, String protocol) throws Exception {
        TlsEngines engines = engines(provider);
        try (SSLServerSocket server = listen(protocol)) {
            for (int i = 0; i < 3; i++) {
                serve(server, socket -> socket.getOutputStream()
                        .write(socket.getInputStream().read()));
                try (Wire wire = connect(server, engines, "localhost")) {
                    wire.handshake();
                    wire.write(ByteBuffer.wrap(new byte[] {7}));
                    assertThat(read(wire, 1, 20_000)).containsExactly(7);
                }
            }
        }
        assertThat(checks).as("certificates that were checked").hasValue(1);
    }

    private TlsEngines engines(Optional<Provider> provider) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificate.trusted());
        return TlsEngines.of(
                provider, CountingTrust.factory((X509ExtendedTrustManager) trust.getTrustManagers()[0], checks));
    }

    private SSLServerSocket listen(String protocol) throws Exception {
        SSLServerSocket server = (SSLServerSocket) certificate
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setEnabledProtocols(new String[] {protocol});
        return server;
    }

    private static Wire connect(ServerSocket server, TlsEngines engines, String host) throws IOException {
        Origin origin = new Origin(Origin.Scheme.HTTPS, host, server.getLocalPort());
        return engines.connector()
                .connect(
                        origin,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()),
                        Duration.ofSeconds(5));
    }

    private Future<?> serve(SSLServerSocket server, Script script) {
        return threads.submit(() -> {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                script.run(socket);
            }
            return null;
        });
    }

    // A layered socket: closing what lies below sends no good-bye.
    private void serveAndCut(ServerSocket server, String protocol) {
        threads.submit(() -> {
            SSLSocketFactory layers = certificate.server().getSocketFactory();
            try (Socket below = server.accept()) {
                SSLSocket socket = (SSLSocket) layers.createSocket(below, null, below.getPort(), true);
                socket.setUseClientMode(false);
                socket.setEnabledProtocols(new String[] {protocol});
                socket.getInputStream().read();
                socket.getOutputStream().write(new byte[] {1, 2, 3, 4, 5});
            }
            return null;
        });
    }

    private static byte[] read(Wire wire, int count, int step) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(count);
        ByteBuffer some = ByteBuffer.allocateDirect(step);
        while (all.hasRemaining()) {
            some.clear().limit(Math.min(step, all.remaining()));
            if (wire.read(some) < 0) {
                throw new EOFException("ended after " + all.position());
            }
            all.put(some.flip());
        }
        return all.array();
    }
}
