package io.mlplatform.benchmarks.transfers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Just enough of S3 for all clients to store and fetch: unlike the null server it keeps what it is sent, and needs no gcc. */
final class BucketFake implements AutoCloseable {

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    BucketFake() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private void answer(HttpExchange call) throws IOException {
        requests.incrementAndGet();
        String key = call.getRequestURI().getPath();
        String query = String.valueOf(call.getRequestURI().getQuery());
        byte[] body = body(call);
        call.getResponseHeaders().add("ETag", "\"tag\"");
        if (key.equals("/__stats")) {
            reply(call, "{\"req\":" + requests + "}");
        } else if (call.getRequestMethod().equals("POST")) {
            reply(call, query.contains("uploadId") ? completed(key, query) : begun());
        } else if (call.getRequestMethod().equals("PUT")) {
            if (query.contains("uploadId")) {
                uploads.get(word(query, "uploadId")).put(Integer.parseInt(word(query, "partNumber")), body);
            } else {
                objects.put(key, body);
            }
            reply(call, "");
        } else {
            send(call, objects.get(key), query.contains("partNumber"));
        }
    }

    private String begun() {
        String id = "upload" + begun.incrementAndGet();
        uploads.put(id, new ConcurrentSkipListMap<>());
        return "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>";
    }

    private String completed(String key, String query) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        new TreeMap<>(uploads.remove(word(query, "uploadId"))).values().forEach(whole::writeBytes);
        objects.put(key, whole.toByteArray());
        return "<CompleteMultipartUploadResult><ETag>tag</ETag></CompleteMultipartUploadResult>";
    }

    private static void send(HttpExchange call, byte[] object, boolean part) throws IOException {
        String range = call.getRequestHeaders().getFirst("Range");
        // Asked for by number, an object is its only part.
        String[] bounds = range != null ? range.substring("bytes=".length()).split("-", -1) : new String[] {"0", ""};
        int from = Integer.parseInt(bounds[0]);
        int to = bounds[1].isEmpty() ? object.length : Math.min(object.length, Integer.parseInt(bounds[1]) + 1);
        boolean partial = part || range != null;
        if (partial) {
            call.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + object.length);
        }
        if (call.getRequestMethod().equals("HEAD")) {
            call.getResponseHeaders().add("Content-Length", String.valueOf(object.length));
            call.sendResponseHeaders(200, -1);
        } else {
            call.sendResponseHeaders(partial ? 206 : 200, to - from);
            call.getResponseBody().write(object, from, to - from);
        }
        call.close();
    }

    private static void reply(HttpExchange call, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    /** What was meant: chunks with signatures or a trailer are taken out of their wrapping. */
    private static byte[] body(HttpExchange call) throws IOException {
        byte[] sent = call.getRequestBody().readAllBytes();
        if (!call.getRequestHeaders().containsKey("x-amz-decoded-content-length")) {
            return sent;
        }
        ByteArrayOutputStream meant = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (sent[end] != '\r') {
                end++;
            }
            String head = new String(sent, at, end - at, StandardCharsets.US_ASCII);
            int length = Integer.parseInt(head.split(";", -1)[0], 16);
            if (length == 0) {
                return meant.toByteArray();
            }
            meant.write(sent, end + 2, length);
            at = end + 2 + length + 2;
        }
    }

    private static String word(String query, String name) {
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }
}
