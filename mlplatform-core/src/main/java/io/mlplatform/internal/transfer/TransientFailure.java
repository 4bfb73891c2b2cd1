package io.mlplatform.internal.transfer;

import java.time.Duration;
import java.util.Optional;

/** A failure that another attempt may not have. */
public final class TransientFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final Exception failure;
    private final Optional<Duration> retryAfter;
    private final boolean throttled;

    /**
     * @param failure what the caller gets where no other attempt is made
     * @param retryAfter how long the server asked to be left alone
     */
    public TransientFailure(Exception failure, Optional<Duration> retryAfter) {
        this(failure, retryAfter, false);
    }

    private TransientFailure(Exception failure, Optional<Duration> retryAfter, boolean throttled) {
        super(failure.getMessage(), failure, false, false);
        this.failure = failure;
        this.retryAfter = retryAfter;
        this.throttled = throttled;
    }

    /** The failure of a request that came too soon after others: the next attempt leaves the server more time. */
    public static TransientFailure throttled(Exception failure, Optional<Duration> retryAfter) {
        return new TransientFailure(failure, retryAfter, true);
    }

    Exception failure() {
        return failure;
    }

    boolean isThrottled() {
        return throttled;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
