package io.mlplatform.internal.transfer;

import java.time.Duration;
import java.util.Optional;

/** A failure that another attempt may not have. */
public final class TransientFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final Exception failure;
    private final Optional<Duration> retryAfter;

    /**
     * @param failure what the caller gets where no other attempt is made
     * @param retryAfter how long the server asked to be left alone
     */
    public TransientFailure(Exception failure, Optional<Duration> retryAfter) {
        super(failure.getMessage(), failure, false, false);
        this.failure = failure;
        this.retryAfter = retryAfter;
    }

    Exception failure() {
        return failure;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
