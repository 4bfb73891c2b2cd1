package io.mlplatform.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** An HTTP proxy that takes {@code CONNECT} only, remembers for whom, and leads to one server whoever is meant. */
final class TunnelProxy implements AutoCloseable {

    private final InetSocketAddress server;
    private final Optional<String> authorization;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> targets = new LinkedBlockingQueue<>();

    /** @param authorization what clients have to send before they are let through */
    TunnelProxy(InetSocketAddress server, Optional<String> authorization) throws IOException {
        this.server = server;
        this.authorization = authorization;
        threads.execute(this::accept);
    }

    /** Who was asked for, by clients that were let through. */
    BlockingQueue<String> targets() {
        return targets;
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                threads.execute(() -> lead(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void lead(Socket client) {
        try (client;
                Socket onwards = new Socket()) {
            sockets.add(onwards);
            List<String> head = head(client.getInputStream());
            boolean connects = head.get(0).startsWith("CONNECT ");
            boolean allowed = authorization
                    .map(wanted -> head.stream().anyMatch(("Proxy-Authorization: " + wanted)::equalsIgnoreCase))
                    .orElse(true);
            if (!connects || !allowed) {
                answer(client, "407 Not yet\r\nProxy-Authenticate: Basic realm=\"here\"\r\nConnection: close");
                return;
            }
            targets.add(head.get(0).split(" ", -1)[1]);
            onwards.connect(server);
            answer(client, "200 Connected");
            threads.execute(() -> copy(onwards, client));
            copy(client, onwards);
        } catch (IOException e) {
            // Either side has left.
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(ISO_8859_1));
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException e) {
            // Either side has left.
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            text.append((char) next);
        }
        return text.toString().lines().toList();
    }
}
