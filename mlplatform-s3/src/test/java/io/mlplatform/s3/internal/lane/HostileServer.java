package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server that plays a script on its first connection, and is honest afterwards and on all others. */
final class HostileServer implements AutoCloseable {

    // Small, so that a large upload does not fit into the kernel's buffers.
    private static final int RECEIVE_BUFFER_BYTES = 16 << 10;

    private final ServerSocket listener;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final CountDownLatch clientOver = new CountDownLatch(1);
    private final CountDownLatch scriptOver = new CountDownLatch(1);
    private final Script script;
    private final Every which;
    private final Consumer<Duration> time;
    private final Layer below;
    private final Layer layer;

    /** @param time lets time pass for the client */
    HostileServer(Script script, Consumer<Duration> time) {
        this(script, Every.FIRST, time, socket -> socket, socket -> socket);
    }

    /** What carries the bytes of a connection. */
    interface Layer {
        Socket over(Socket socket) throws IOException;
    }

    private enum Every {
        FIRST,
        CONNECTION
    }

    private HostileServer(Script script, Every which, Consumer<Duration> time, Layer below, Layer layer) {
        this.time = time;
        this.which = which;
        this.script = script;
        this.below = below;
        this.layer = layer;
        try {
            listener = new ServerSocket();
            listener.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** A server that plays the script on every connection. */
    static HostileServer always(Script script) {
        return new HostileServer(script, Every.CONNECTION, time -> {}, socket -> socket, socket -> socket);
    }

    /** A server that plays the script over TLS, and is honest over it afterwards. */
    static HostileServer encrypted(Script script, Consumer<Duration> time, TlsSide tls) {
        return new HostileServer(script, Every.FIRST, time, tls::over, tls::over);
    }

    /** A server whose script speaks TLS itself, badly; it is honest over TLS on all other connections. */
    static HostileServer below(Script script, Consumer<Duration> time, TlsSide tls) {
        return new HostileServer(script.then(Peer::close), Every.FIRST, time, socket -> socket, tls::over);
    }

    /** A server that plays the script over TLS, and whose place another one then takes. */
    static HostileServer replaced(Script script, TlsSide first, TlsSide other) {
        return new HostileServer(script, Every.FIRST, time -> {}, first::over, other::over);
    }

    Origin origin() {
        return new Origin(Origin.Scheme.HTTP, "127.0.0.1", listener.getLocalPort());
    }

    /** The same by a name, over TLS. */
    Origin origin(String host) {
        return new Origin(Origin.Scheme.HTTPS, host, listener.getLocalPort());
    }

    /** Tells the script that the client has its answer or its failure. */
    void clientIsOver() {
        clientOver.countDown();
    }

    /** Waits until the script has been played; false if it is not. */
    boolean awaitScript() throws InterruptedException {
        return scriptOver.await(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        clientOver.countDown();
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                boolean scripted = sockets.isEmpty() || which == Every.CONNECTION;
                sockets.add(socket);
                daemon(() -> serve(socket, scripted));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket socket, boolean scripted) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Socket carried = (scripted ? below : layer).over(socket);
            Peer peer = new Peer(carried, socket, clientOver, time);
            if (scripted) {
                try {
                    script.play(peer);
                } finally {
                    scriptOver.countDown();
                }
            }
            while (!peer.isClosed()) {
                ServedObject.serve(peer);
            }
        } catch (IOException e) {
            // The client closed its end, or the test is over.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "hostile-server");
        thread.setDaemon(true);
        thread.start();
    }
}
