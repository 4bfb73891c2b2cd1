package io.mlplatform.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlplatform.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A server that remembers the requests it got, and answers puts as it is told, else as S3 does that stores everything. */
final class AnsweringServer implements AutoCloseable {

    /**
     * A request as it came.
     *
     * @param headers by their names in lower case
     */
    record Got(String method, String query, Map<String, String> headers, Digest body) {

        boolean isPart() {
            return query.contains("partNumber");
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** No answer: the connection is closed once the request is there. */
    static final int LOST = 0;

    /** No answer for as long as the server runs. */
    static final int NEVER = -1;

    private record Answer(int status, String code) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<Got> requests = new CopyOnWriteArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    AnsweringServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** The next put is answered so. */
    synchronized void answer(int status, String code) {
        answers.add(new Answer(status, code));
    }

    /** Until one waits for the answer that never comes. */
    void awaitWaiting() throws InterruptedException {
        waiting.await();
    }

    List<Got> requests() {
        return requests;
    }

    List<Got> puts() {
        return requests.stream().filter(got -> got.method().equals("PUT")).toList();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Over the own lane, without pauses between attempts. */
    S3Store store(S3Settings.Builder settings) {
        URI endpoint = endpoint();
        return UnpausedStores.open(settings.endpoint(endpoint)
                .credentials(LocalS3.settings(endpoint, "access", "secret")
                        .credentials()
                        .orElseThrow())
                .transport(S3Transport.OWN)
                .build());
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                        header -> header.getValue().get(0)));
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        Got got = new Got(exchange.getRequestMethod(), query, headers, Digest.of(body));
        requests.add(got);
        Optional<Answer> told = got.method().equals("PUT") ? next() : Optional.empty();
        if (told.isPresent() && told.get().status() == LOST) {
            exchange.close();
        } else if (told.isPresent() && told.get().status() == NEVER) {
            waiting.countDown();
            awaitEnd();
        } else if (told.isPresent()) {
            send(exchange, told.get().status(), "<Error><Code>" + told.get().code() + "</Code></Error>");
        } else {
            exchange.getResponseHeaders().set("ETag", "\"tag\"");
            send(exchange, 200, document(got));
        }
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String document(Got got) {
        if (got.method().equals("POST")) {
            return got.query().equals("uploads")
                    ? "<InitiateMultipartUploadResult><UploadId>an/id+</UploadId></InitiateMultipartUploadResult>"
                    : "<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>";
        }
        return "";
    }

    private synchronized Optional<Answer> next() {
        return Optional.ofNullable(answers.poll());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
