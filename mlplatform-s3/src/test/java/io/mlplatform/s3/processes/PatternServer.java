package io.mlplatform.s3.processes;

import com.sun.net.httpserver.HttpExchange;
import io.mlplatform.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of one object of any size, which takes no room: it answers ranges, holds them to the object's tag, and tells of them;
 * it gives the whole where no range is asked for.
 */
final class PatternServer implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final int STEP_BYTES = 64 << 10;
    private static final String TAG = "\"pattern-1\"";

    // Its length divides none of the usual ones, so that no two ranges are alike.
    private final byte[] pattern = new byte[1_000_003];
    private final long size;
    private final int rangeBytes;
    private final TransferLog log;
    private final LoopbackServer server;

    /** @param rangeBytes of each range that is asked for but the last */
    PatternServer(long size, int rangeBytes, TransferLog log) throws IOException {
        this.size = size;
        this.rangeBytes = rangeBytes;
        this.log = log;
        new Random(size).nextBytes(pattern);
        server = new LoopbackServer(this::answer);
    }

    URI endpoint() {
        return server.endpoint();
    }

    Digest digest() {
        MessageDigest hash = Digest.sha256();
        for (long at = 0; at < size; at += pattern.length) {
            hash.update(pattern, 0, (int) Math.min(pattern.length, size - at));
        }
        return Digest.finish(hash);
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestHeaders().getFirst("Range");
        exchange.getResponseHeaders().set("ETag", TAG);
        if (asked == null) {
            exchange.sendResponseHeaders(200, size);
            write(exchange.getResponseBody(), 0, size);
            return;
        }
        Matcher range = RANGE.matcher(asked);
        String tag = exchange.getRequestHeaders().getFirst("If-Match");
        if (!range.matches() || tag != null && !tag.equals(TAG)) {
            exchange.sendResponseHeaders(range.matches() ? 412 : 400, -1);
            return;
        }
        long from = Long.parseLong(range.group(1));
        long end = Math.min(size, Long.parseLong(range.group(2)) + 1);
        log.begun((int) (from / rangeBytes));
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + size);
        exchange.sendResponseHeaders(206, end - from);
        write(exchange.getResponseBody(), from, end);
    }

    private void write(OutputStream body, long from, long end) throws IOException {
        SlowLine line = new SlowLine(log);
        for (long at = from; at < end; ) {
            int offset = (int) (at % pattern.length);
            int count = (int) Math.min(Math.min(STEP_BYTES, pattern.length - offset), end - at);
            body.write(pattern, offset, count);
            at += count;
            line.carried(count);
        }
    }
}
