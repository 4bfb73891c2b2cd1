package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request that has no whole answer; what its receiver was given of the body so far is to be thrown away. */
public final class LaneException extends IOException {

    private final FailureReason reason;
    private final Progress progress;

    LaneException(FailureReason reason, Progress progress, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.progress = progress;
    }

    public FailureReason reason() {
        return reason;
    }

    public Progress progress() {
        return progress;
    }

    /** Whether the server may have done what the request asks for. */
    public boolean mayHaveTakenEffect(HttpRequest request) {
        return !request.isSafe() && progress.sent() == Progress.Sent.ALL;
    }
}
