package io.mlplatform.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request on its way in, of which the head was read, for scripts to answer as they like. */
final class Arrival {

    /** What a request asks for. */
    enum Act {
        PUT_OBJECT,
        PUT_PART,
        BEGIN,
        COMPLETE,
        ABORT,
        READ
    }

    private static final String BUCKET = "/bucket";

    private final Socket socket;
    private final InputStream in;
    private final ScriptedBucket bucket;
    private final CountDownLatch over;
    private final String method;
    private final String target;
    private final Map<String, String> headers = new HashMap<>();
    private long left;

    private Arrival(Socket socket, InputStream in, ScriptedBucket bucket, CountDownLatch over, String[] lines) {
        this.socket = socket;
        this.in = in;
        this.bucket = bucket;
        this.over = over;
        this.method = lines[0].split(" ")[0];
        this.target = lines[0].split(" ")[1];
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        this.left = header("content-length").map(Long::parseLong).orElse(0L);
    }

    /** The next request of a connection; empty once the client has closed it. */
    static Optional<Arrival> next(Socket socket, InputStream in, ScriptedBucket bucket, CountDownLatch over)
            throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int c = in.read();
            if (c < 0) {
                return Optional.empty();
            }
            head.write(c);
            ends = c == '\r' || c == '\n' ? ends + 1 : 0;
        }
        return Optional.of(
                new Arrival(socket, in, bucket, over, head.toString(ISO_8859_1).split("\r\n")));
    }

    Act act() {
        boolean part = target.contains("partNumber=");
        boolean upload = target.contains("uploadId=");
        switch (method) {
            case "PUT":
                return part ? Act.PUT_PART : Act.PUT_OBJECT;
            case "POST":
                return upload ? Act.COMPLETE : Act.BEGIN;
            case "DELETE":
                return Act.ABORT;
            default:
                return Act.READ;
        }
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Whether it is the SDK's client that asks. */
    boolean isOfTheSdk() {
        return headers.containsKey("user-agent");
    }

    String key() {
        String path = target.split("\\?")[0];
        return path.length() > BUCKET.length() ? path.substring(BUCKET.length() + 1) : "";
    }

    boolean hasParameter(String name) {
        return target.matches(".*[?&]" + name + "(=.*|&.*|$)");
    }

    String parameter(String name) {
        return Arrays.stream(target.substring(target.indexOf('?') + 1).split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Reads all that is left of the body. */
    byte[] body() throws IOException {
        if (header("expect").isPresent()) {
            send(UploadScripts.CONTINUE);
        }
        byte[] sent = new byte[Math.toIntExact(left)];
        if (in.readNBytes(sent, 0, sent.length) < sent.length) {
            throw new EOFException("the client hung up");
        }
        left = 0;
        boolean chunked = header("x-amz-content-sha256").orElse("").startsWith("STREAMING");
        return chunked ? unchunked(sent) : sent;
    }

    void skip(int bytes) throws IOException {
        in.skipNBytes(bytes);
        left -= bytes;
    }

    /** Reads all, does what is asked for, and says nothing yet. */
    ScriptedBucket.Answer effect() throws IOException {
        return bucket.act(this, body());
    }

    /** Answers as S3 does. */
    void answer() throws IOException {
        ScriptedBucket.Answer answer = effect();
        send(isHead() ? answer.head("Content-Length: " + answer.body().length + "\r\n") : answer.text());
    }

    /** Another writer puts this under the key. */
    void precede(byte[] bytes) {
        bucket.put(key(), bytes);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Sends the same again and again until the client hangs up. */
    void sendForever(String text) throws IOException {
        while (!socket.isClosed()) {
            send(text);
        }
    }

    /** Sends a byte at a time. */
    void drip(String text, Duration pause) throws IOException {
        for (int i = 0; i < text.length() && !isOver(pause); i++) {
            send(text.substring(i, i + 1));
        }
    }

    /** Neither reads nor says anything until the client has its outcome. */
    void lookOn() {
        boolean ended = false;
        while (!ended) {
            ended = isOver(Duration.ofSeconds(1));
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
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Whether another request may follow it. */
    boolean isRead() {
        return left == 0 && !socket.isClosed() && !socket.isOutputShutdown();
    }

    @Override
    public String toString() {
        return method + " " + target;
    }

    private boolean isOver(Duration within) {
        try {
            return over.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The bytes that the SDK's client has signed piece by piece. */
    private static byte[] unchunked(byte[] sent) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(sent.length);
        int at = 0;
        while (true) {
            int end = at;
            while (sent[end] != '\r') {
                end++;
            }
            String size = new String(sent, at, end - at, ISO_8859_1).split(";")[0];
            int count = Integer.parseInt(size, 16);
            if (count == 0) {
                return plain.toByteArray();
            }
            plain.write(sent, end + 2, count);
            at = end + 2 + count + 2;
        }
    }
}
