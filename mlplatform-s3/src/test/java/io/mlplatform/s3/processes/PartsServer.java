package io.mlplatform.s3.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * A server of one object that goes up in parts of equal length, each put where it belongs in a file. It takes no part whose
 * bytes are not whole and of the checksum that came with them, and tells of all that comes.
 */
final class PartsServer implements AutoCloseable {

    /** What a request counts that carries no part: they are few, and kills are to meet them too. */
    static final long REQUEST_COUNTS = 16 << 20;

    private static final String NO_SUCH_UPLOAD = "<Error><Code>NoSuchUpload</Code></Error>";
    private static final int STEP_BYTES = 64 << 10;
    private static final Pattern PARAMETER = Pattern.compile("([^&=]+)(?:=([^&]*))?");
    private static final Pattern PART =
            Pattern.compile("<Part>(?=.*?<ETag>(.*?)</ETag>)(?=.*?<PartNumber>(\\d+)<).*?</Part>", Pattern.DOTALL);

    private final Path file;
    private final int partBytes;
    private final TransferLog log;
    private final LoopbackServer server;
    private final Map<String, Map<Integer, String>> uploads = new TreeMap<>();
    private int begun;
    private boolean complete;

    /** @param file where the object is kept, also while it is incomplete */
    PartsServer(Path file, int partBytes, TransferLog log) throws IOException {
        this.file = file;
        this.partBytes = partBytes;
        this.log = log;
        server = new LoopbackServer(this::answer);
    }

    URI endpoint() {
        return server.endpoint();
    }

    /** Whether the object is there. */
    synchronized boolean isComplete() {
        return complete;
    }

    /** Uploads that were neither completed nor aborted. */
    synchronized int pending() {
        return uploads.size();
    }

    /** Forgets the object. */
    synchronized void clear() throws IOException {
        complete = false;
        Files.deleteIfExists(file);
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = PARAMETER
                .matcher(Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                        .orElse(""))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> Optional.ofNullable(found.group(2))
                        .orElse("")));
        if (query.containsKey("partNumber")) {
            putPart(exchange, query.get("uploadId"), Integer.parseInt(query.get("partNumber")));
        } else {
            log.moved(REQUEST_COUNTS);
            control(exchange, query);
        }
    }

    private void putPart(HttpExchange exchange, String upload, int number) throws IOException {
        log.begun(number);
        SlowLine line = new SlowLine(log);
        byte[] bytes = new byte[Integer.parseInt(exchange.getRequestHeaders().getFirst("Content-Length"))];
        InputStream body = exchange.getRequestBody();
        for (int at = 0; at < bytes.length; ) {
            int count = body.read(bytes, at, Math.min(STEP_BYTES, bytes.length - at));
            if (count < 0) {
                throw new EOFException();
            }
            at += count;
            line.carried(count);
        }
        String sum = exchange.getRequestHeaders().getFirst("x-amz-checksum-crc32c");
        if (!crc32c(bytes).equals(sum)) {
            send(exchange, 400, "<Error><Code>BadDigest</Code></Error>");
        } else if (!store(upload, number, bytes, sum)) {
            send(exchange, 404, NO_SUCH_UPLOAD);
        } else {
            exchange.getResponseHeaders().set("ETag", tag(sum));
            exchange.getResponseHeaders().set("x-amz-checksum-crc32c", sum);
            send(exchange, 200, "");
        }
    }

    private synchronized boolean store(String upload, int number, byte[] bytes, String sum) throws IOException {
        if (!uploads.containsKey(upload)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            long start = (number - 1L) * partBytes;
            while (left.hasRemaining()) {
                channel.write(left, start + left.position());
            }
        }
        uploads.get(upload).put(number, sum);
        return true;
    }

    private void control(HttpExchange exchange, Map<String, String> query) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String upload = query.getOrDefault("uploadId", "");
        switch (exchange.getRequestMethod()) {
            case "POST" -> send(exchange, 200, upload.isEmpty() ? begin() : complete(upload, body));
            case "DELETE" -> {
                synchronized (this) {
                    uploads.remove(upload);
                }
                send(exchange, 204, "");
            }
            case "HEAD" -> sendHead(exchange);
            default -> {
                if (query.containsKey("uploads")) {
                    send(exchange, 200, listing());
                } else if (upload.isEmpty()) {
                    sendObject(exchange);
                } else {
                    Optional<String> parts = parts(upload);
                    send(exchange, parts.isPresent() ? 200 : 404, parts.orElse(NO_SUCH_UPLOAD));
                }
            }
        }
    }

    private void sendHead(HttpExchange exchange) throws IOException {
        boolean object = exchange.getRequestURI().getPath().endsWith(UploaderProcess.KEY.value());
        if (object && isComplete()) {
            exchange.getResponseHeaders().set("ETag", "\"whole\"");
            exchange.getResponseHeaders().set("Content-Length", "" + Files.size(file));
        }
        exchange.sendResponseHeaders(object && !isComplete() ? 404 : 200, -1);
    }

    private synchronized String begin() {
        String upload = String.format("upload-%09d", ++begun);
        uploads.put(upload, new TreeMap<>());
        return "<InitiateMultipartUploadResult><UploadId>" + upload + "</UploadId></InitiateMultipartUploadResult>";
    }

    /** S3 may begin to answer with 200 before it knows whether it can complete an upload. */
    private synchronized String complete(String upload, String document) {
        Map<Integer, String> named = PART.matcher(document)
                .results()
                .collect(Collectors.toMap(
                        part -> Integer.valueOf(part.group(2)),
                        PartsServer::sumOfTag,
                        (one, other) -> "",
                        TreeMap::new));
        if (!uploads.containsKey(upload)) {
            return NO_SUCH_UPLOAD;
        }
        if (!named.equals(uploads.get(upload))) {
            return "<Error><Code>InvalidPart</Code></Error>";
        }
        uploads.remove(upload);
        complete = true;
        return "<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>";
    }

    private synchronized String listing() {
        return "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>"
                + uploads.keySet().stream()
                        .map(upload -> "<Upload><Key>" + UploaderProcess.KEY.value() + "</Key><UploadId>" + upload
                                + "</UploadId></Upload>")
                        .collect(Collectors.joining())
                + "</ListMultipartUploadsResult>";
    }

    private synchronized Optional<String> parts(String upload) {
        return Optional.ofNullable(uploads.get(upload)).map(this::parts);
    }

    private String parts(Map<Integer, String> sums) {
        return "<ListPartsResult><IsTruncated>false</IsTruncated><ChecksumAlgorithm>CRC32C</ChecksumAlgorithm>"
                + sums.entrySet().stream()
                        .map(part -> "<Part><PartNumber>" + part.getKey() + "</PartNumber><Size>" + partBytes
                                + "</Size><ETag>" + tag(part.getValue()) + "</ETag><ChecksumCRC32C>" + part.getValue()
                                + "</ChecksumCRC32C></Part>")
                        .collect(Collectors.joining())
                + "</ListPartsResult>";
    }

    private void sendObject(HttpExchange exchange) throws IOException {
        if (!isComplete()) {
            send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
            return;
        }
        exchange.getResponseHeaders().set("ETag", "\"whole\"");
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String tag(String sum) {
        return "\"" + sum + "\"";
    }

    private static String sumOfTag(MatchResult part) {
        return part.group(1).replace("&quot;", "").replace("\"", "");
    }

    private static String crc32c(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) sum.getValue())
                        .array());
    }
}
