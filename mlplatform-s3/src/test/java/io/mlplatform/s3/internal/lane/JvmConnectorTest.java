package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM whose certificates cannot be read. */
class JvmConnectorTest {

    private static final String STORE = "javax.net.ssl.trustStore";

    @TempDir
    Path folder;

    @BeforeEach
    void spoil() throws Exception {
        System.setProperty(
                STORE, Files.writeString(folder.resolve("trust"), "no store").toString());
    }

    @AfterEach
    void mend() {
        System.clearProperty(STORE);
    }

    @Test
    void wiresWithoutTlsAskForNoCertificates() {
        assertThatCode(() -> connect(Origin.Scheme.HTTP)).doesNotThrowAnyException();
    }

    @Test
    void wiresWithTlsFailForWantOfThem() {
        assertThatThrownBy(() -> connect(Origin.Scheme.HTTPS))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("certificates to trust cannot be used");
    }

    private static void connect(Origin.Scheme scheme) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
            Origin origin = new Origin(scheme, "127.0.0.1", server.getLocalPort());
            new JvmConnector().connect(origin, address, Duration.ofSeconds(5)).close();
        }
    }
}
