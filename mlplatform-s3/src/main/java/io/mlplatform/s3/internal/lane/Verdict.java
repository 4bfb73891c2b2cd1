package io.mlplatform.s3.internal.lane;

/** Why a connection was ended from outside the thread that uses it. */
enum Verdict {
    STALLED("nothing was received or sent for too long"),
    PAST_DEADLINE("the request took longer than it may"),
    LEFT_ALONE("the body of the answer was not read for too long"),
    CANCELLED("the request was cancelled"),
    POOL_CLOSED("the pool of connections was closed");

    private static final Verdict[] ALL = values();

    private final String message;

    Verdict(String message) {
        this.message = message;
    }

    String message() {
        return message;
    }

    FailureReason reason() {
        return switch (this) {
            case STALLED, PAST_DEADLINE -> FailureReason.TIMED_OUT;
            case LEFT_ALONE -> FailureReason.LEFT_ALONE;
            case CANCELLED, POOL_CLOSED -> FailureReason.CLOSED;
        };
    }

    /** A negative number. */
    long code() {
        return -1L - ordinal();
    }

    static Verdict ofCode(long code) {
        return ALL[(int) (-1L - code)];
    }
}
