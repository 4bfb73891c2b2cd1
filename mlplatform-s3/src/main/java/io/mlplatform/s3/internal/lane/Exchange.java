package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer over a connection of the pool. One thread uses it, but for {@link #cancel}; closing it gives
 * the connection back if it can carry another request, and ends it otherwise.
 */
public final class Exchange implements AutoCloseable {

    /** Interim answers to one request at most: two are of use, thousands an attack. */
    static final int MOST_INTERIM_ANSWERS = 8;

    private final ConnectionPool pool;
    private final HttpConnection connection;
    private final ByteBuffer buffer;
    private final Incoming in;
    private Progress.Sent sent = Progress.Sent.NOTHING;
    private @Nullable ResponseBody body;
    private long pauseNanos;
    private boolean lasting;
    private boolean failed;
    private volatile boolean closed;

    Exchange(ConnectionPool pool, HttpConnection connection, ByteBuffer buffer) {
        this.pool = pool;
        this.connection = connection;
        this.buffer = buffer;
        in = new Incoming(connection.wire(), connection.watch(), buffer);
    }

    /** Sends the request and hands the whole body of its answer to the sink that the handler chooses. */
    public ResponseHead run(HttpRequest request, ResponseHandler handler) throws LaneException {
        ResponseHead head = send(request, handler::sent);
        BodySink sink = begin(handler, head);
        for (ByteBuffer bytes = next(); bytes.hasRemaining(); bytes = next()) {
            hand(bytes, sink);
        }
        return head;
    }

    /** Sends the request and reads the head of its final answer; {@link #next} then reads the body. Called once. */
    public ResponseHead send(HttpRequest request) throws LaneException {
        return send(request, () -> {});
    }

    private ResponseHead send(HttpRequest request, Runnable onSent) throws LaneException {
        if (sent != Progress.Sent.NOTHING || failed) {
            throw new IllegalStateException("an exchange carries one request");
        }
        RequestSender sender = new RequestSender(connection.wire(), connection.watch(), buffer, request.body(), onSent);
        try {
            return answer(request, sender);
        } catch (IOException e) {
            sent = sender.sent();
            IOException broken = sender.broken();
            throw failure(broken == null || e instanceof ProtocolViolation ? e : broken);
        } finally {
            sent = sender.sent();
        }
    }

    /**
     * Leaves it to the caller when to read on: from now on no call of {@link #next}, and no time between two, may take longer
     * than this. A body that is left alone for longer loses its connection to others, and fails as {@link
     * FailureReason#LEFT_ALONE}.
     */
    public void unhurried(Duration pause) {
        pauseNanos = pause.toNanos();
        allowPause();
    }

    /** The next bytes of the body, good until the next call; none remain at its end. */
    public ByteBuffer next() throws LaneException {
        if (body == null) {
            throw new IllegalStateException("there is no answer to read from");
        }
        allowPause();
        try {
            return body.next();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Ends the request from another thread: it fails as {@link FailureReason#CLOSED}. */
    public void cancel() {
        connection.condemn(Verdict.CANCELLED, () -> !closed);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pool.take(connection, isReusable());
        }
    }

    private ResponseHead answer(HttpRequest request, RequestSender sender) throws IOException {
        sender.begin(request);
        in.reset();
        for (int interim = 0; interim <= MOST_INTERIM_ANSWERS; interim++) {
            if (!in.hasUnread()) {
                sender.goOn();
                in.reset();
            }
            ResponseHead head = connection.heads().read(in);
            if (!head.isInterim()) {
                requireHonest(head, sender);
                lasting = head.framing().lasting() && sender.isWhole() && sender.broken() == null;
                body = ResponseBody.of(head, request, in, connection.heads(), connection.lines());
                return head;
            }
        }
        throw new ProtocolViolation("more than " + MOST_INTERIM_ANSWERS + " interim answers");
    }

    private static void requireHonest(ResponseHead head, RequestSender sender) throws ProtocolViolation {
        if (head.isSuccess() && !sender.isWhole()) {
            throw new ProtocolViolation("the server reports success before it was sent all of the request");
        }
    }

    /** Where the handler wants the body; one that refuses the head ends the exchange. */
    public BodySink begin(ResponseHandler handler, ResponseHead head) throws LaneException {
        try {
            return handler.begin(head);
        } catch (ProtocolViolation e) {
            throw failure(e);
        } catch (IOException e) {
            throw failure(new LocalFailure("the answer was refused", e));
        }
    }

    private void hand(ByteBuffer bytes, BodySink sink) throws LaneException {
        try {
            sink.accept(bytes);
        } catch (IOException e) {
            throw failure(new LocalFailure("the bytes that came could not be taken", e));
        }
        if (bytes.hasRemaining()) {
            failed = true;
            throw new IllegalStateException("a sink takes all that it is given");
        }
    }

    private void allowPause() {
        if (pauseNanos > 0) {
            connection.watch().allow(pool.now() + pauseNanos);
        }
    }

    private LaneException failure(IOException e) {
        failed = true;
        Progress progress = new Progress(sent, in.hasAnswered(), isReusable());
        return Failures.of(e, connection, progress);
    }

    private boolean isReusable() {
        boolean untouched = sent == Progress.Sent.NOTHING;
        boolean complete = !failed && lasting && body != null && body.isEnded() && !in.hasUnread();
        return (untouched || complete) && connection.watch().verdict().isEmpty();
    }
}
