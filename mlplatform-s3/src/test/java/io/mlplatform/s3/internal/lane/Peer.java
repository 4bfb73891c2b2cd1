package io.mlplatform.s3.internal.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The server's end of one connection, for scripts to misbehave with. */
final class Peer {

    private final Socket socket;
    private final Socket below;
    private final InputStream in;
    private final CountDownLatch over;
    private final Consumer<Duration> time;

    /**
     * @param below what carries the socket where that is encrypted, else the socket
     * @param over counted down once the client has its answer or its failure
     */
    Peer(Socket socket, Socket below, CountDownLatch over, Consumer<Duration> time) throws IOException {
        this.socket = socket;
        this.below = below;
        this.over = over;
        this.time = time;
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Reads a request's head; empty once the client has closed. */
    String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                return "";
            }
            head.write(c);
        }
        return head.toString(ISO_8859_1);
    }

    /** Reads a request with its body, which is returned. */
    byte[] readRequest() throws IOException {
        String head = readHead();
        if (head.isEmpty()) {
            throw new EOFException("no request came");
        }
        return readBody(head);
    }

    byte[] readBody(String head) throws IOException {
        int length = head.lines()
                .filter(line -> line.startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .findFirst()
                .orElse(0);
        return in.readNBytes(length);
    }

    /** Reads what is there, a byte at least. */
    byte[] readSome() throws IOException {
        byte[] some = new byte[1 << 14];
        int count = in.read(some);
        if (count < 0) {
            throw new EOFException("the client hung up");
        }
        return Arrays.copyOf(some, count);
    }

    /** Waits until a request begins to come, and leaves it unread: the client's connecting is then over. */
    void awaitRequest() throws IOException {
        in.mark(1);
        in.read();
        in.reset();
    }

    void skip(int bytes) throws IOException {
        in.skipNBytes(bytes);
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    /** Sends the same again and again until the client has had enough. */
    void sendForever(String bytes) {
        try {
            while (over.getCount() > 0) {
                send(bytes);
            }
        } catch (IOException e) {
            // The client hung up, as it should.
        }
    }

    /** Sends one byte at a time, with so much time between them. */
    void drip(String bytes, Duration pause) throws IOException {
        for (int i = 0; i < bytes.length(); i++) {
            send(bytes.substring(i, i + 1));
            time.accept(pause);
        }
    }

    void dripForever(String bytes, Duration pause) {
        try {
            while (over.getCount() > 0) {
                drip(bytes, pause);
            }
        } catch (IOException e) {
            // The client hung up, as it should.
        }
    }

    /** Does nothing for as long as the client waits, while time passes. */
    void hang() {
        hang(Duration.ofSeconds(3));
    }

    /** The same in shorter steps: the guard looks on, but no time-out is near. */
    void hang(Duration step) {
        while (!isOver()) {
            time.accept(step);
        }
    }

    /** Lets so much time pass. */
    void pause(Duration step) {
        time.accept(step);
    }

    /** Whether the client has its answer; waits a moment for it. */
    boolean isOver() {
        try {
            return over.await(1, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Waits until the client has its answer. */
    void awaitClient() throws IOException {
        try {
            if (!over.await(20, TimeUnit.SECONDS)) {
                throw new IOException("the client has no answer");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    void close() throws IOException {
        socket.close();
    }

    /** Ends the connection so that the client sees a reset. */
    void reset() throws IOException {
        below.setSoLinger(true, 0);
        below.close();
    }

    boolean isClosed() {
        return socket.isClosed() || below.isClosed();
    }
}
