package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;

/** The one place that decides what a failure of a connection means. */
final class Failures {

    private Failures() {}

    /** What became of a request. */
    static LaneException of(IOException e, HttpConnection connection, Progress progress) {
        FailureReason reason = reason(e, connection, progress);
        String message = connection.origin() + ": "
                + connection.watch().verdict().map(Verdict::message).orElseGet(() -> message(reason, e));
        return new LaneException(reason, progress, message, e);
    }

    /** What became of an attempt to connect, which no request depended on yet. */
    static LaneException ofConnecting(IOException e, Origin origin) {
        FailureReason reason = isInterrupt(e) ? FailureReason.INTERRUPTED : FailureReason.NOT_CONNECTED;
        return new LaneException(reason, Progress.NOT_BEGUN, origin + ": " + message(reason, e), e);
    }

    /** What became of a connection before its first request. */
    static LaneException ofHandshake(IOException e, HttpConnection connection) {
        return connection.watch().verdict().isPresent()
                ? of(e, connection, Progress.NOT_BEGUN)
                : ofConnecting(e, connection.origin());
    }

    /** What became of a request that was not even connected for. */
    static LaneException unconnected(Origin origin, FailureReason reason, String message) {
        return new LaneException(reason, Progress.NOT_BEGUN, origin + ": " + message, null);
    }

    private static FailureReason reason(IOException e, HttpConnection connection, Progress progress) {
        Optional<Verdict> verdict = connection.watch().verdict();
        if (verdict.isPresent()) {
            return verdict.get().reason();
        }
        if (isInterrupt(e)) {
            return FailureReason.INTERRUPTED;
        }
        if (e instanceof ProtocolViolation) {
            return FailureReason.MALFORMED_ANSWER;
        }
        if (e instanceof LocalFailure) {
            return FailureReason.LOCAL_FAILURE;
        }
        return connection.isUsed() && !progress.answered()
                ? FailureReason.STALE_CONNECTION
                : FailureReason.CONNECTION_LOST;
    }

    // Connecting reports an interrupt as a plain SocketException, and a file that it closed as closed.
    private static boolean isInterrupt(IOException e) {
        return e instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted();
    }

    private static String message(FailureReason reason, IOException e) {
        if (reason == FailureReason.INTERRUPTED) {
            return "the thread was interrupted";
        }
        String detail = e.getMessage();
        Throwable cause = e.getCause();
        if (e instanceof LocalFailure && cause != null) {
            return detail + ": " + cause;
        }
        return detail == null ? e.getClass().getSimpleName() : detail;
    }
}
