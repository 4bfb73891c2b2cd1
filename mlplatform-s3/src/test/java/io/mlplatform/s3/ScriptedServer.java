package io.mlplatform.s3;

import io.mlplatform.s3.Arrival.Act;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of one bucket that plays scripts where it has them, and answers as S3 does where not. */
final class ScriptedServer implements AutoCloseable {

    /** What the server does with one request. */
    interface Script {
        void play(Arrival request) throws IOException;

        default Script then(Script next) {
            return request -> {
                play(request);
                next.play(request);
            };
        }
    }

    // So little that a large body is still on its way when it is answered early.
    private static final int RECEIVE_BUFFER_BYTES = 64 << 10;

    private final ScriptedBucket bucket = new ScriptedBucket();
    private final Map<Act, Deque<Script>> scripts = new EnumMap<>(Act.class);
    private final Map<Act, Script> standing = new EnumMap<>(Act.class);
    private final List<Thread> connections = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Arrival> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger bySdk = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ServerSocket listener;

    ScriptedServer() throws IOException {
        listener = new ServerSocket();
        listener.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon(this::accept);
    }

    /** The first requests of a kind are met by these; of parts, those of the first one. */
    void first(Act act, List<Script> played) {
        scripts.put(act, new ArrayDeque<>(played));
    }

    /** Every other request of a kind is met by this. */
    void always(Act act, Script script) {
        standing.put(act, script);
    }

    /** From now on all is answered as S3 does. */
    void mend() {
        synchronized (this) {
            scripts.clear();
            standing.clear();
        }
        over.countDown();
    }

    /** All that came. */
    List<Arrival> requests() {
        return requests;
    }

    /** Requests with bytes that the SDK's client sent. */
    int bySdk() {
        return bySdk.get();
    }

    ScriptedBucket bucket() {
        return bucket;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** The connections that clients keep open, though they have had the time to close them. */
    int leftOpen() throws InterruptedException {
        int open = 0;
        for (Thread connection : connections) {
            connection.join(TimeUnit.SECONDS.toMillis(10));
            open += connection.isAlive() ? 1 : 0;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections.add(daemon(() -> serve(socket)));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            Optional<Arrival> request = Arrival.next(socket, in, bucket, over);
            while (request.isPresent()) {
                requests.add(request.get());
                script(request.get()).play(request.get());
                request = request.get().isRead() ? Arrival.next(socket, in, bucket, over) : Optional.empty();
            }
        } catch (IOException e) {
            // The client hung up, or the script did.
        }
    }

    private synchronized Script script(Arrival request) {
        Act act = request.act();
        boolean bytes = act == Act.PUT_OBJECT || act == Act.PUT_PART;
        if (bytes && request.isOfTheSdk()) {
            bySdk.incrementAndGet();
        }
        boolean meant = act != Act.PUT_PART || request.parameter("partNumber").equals("1");
        if (!meant) {
            return Arrival::answer;
        }
        Deque<Script> played = scripts.getOrDefault(act, new ArrayDeque<>());
        return played.isEmpty() ? standing.getOrDefault(act, Arrival::answer) : played.remove();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
