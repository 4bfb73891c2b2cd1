package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainWireTest {

    private static final long LENGTH = 1_000;

    private final AtomicReference<WritableByteChannel> socket = new AtomicReference<>();
    private ServerSocket server;
    private PlainWire wire;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        wire = PlainWire.connect(
                new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), Duration.ofSeconds(20));
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        server.close();
    }

    @Test
    void aDescriptorIsNotGivenBackWhileAFileIsSentToIt() throws IOException {
        PlainWire.Source closing = (position, count, target) -> {
            wire.close();
            assertThat(target.isOpen()).as("meanwhile").isTrue();
            socket.set(target);
            return count;
        };

        wire.write(closing, 0, LENGTH);

        assertThat(socket.get().isOpen()).as("afterwards").isFalse();
    }

    @Test
    void aFileThatFailsLeavesTheConnectionToItsOwner() {
        PlainWire.Source failing = (position, count, target) -> {
            socket.set(target);
            throw new IOException("no such device");
        };

        assertThatThrownBy(() -> wire.write(failing, 0, LENGTH)).hasMessage("no such device");
        assertThat(socket.get().isOpen()).isTrue();
        wire.close();
        assertThat(socket.get().isOpen()).isFalse();
    }

    @Test
    void nothingIsSentToOneThatIsClosed() {
        wire.close();

        assertThatThrownBy(() -> wire.write((position, count, target) -> count, 0, LENGTH))
                .isInstanceOf(AsynchronousCloseException.class);
    }
}
