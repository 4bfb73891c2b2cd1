package io.mlplatform.s3.internal.lane;

/** Why a request over the lane has no answer, as far as a caller would act differently. */
public enum FailureReason {
    /** No connection could be made, for want of an address, of an answer, or of a common cipher. */
    NOT_CONNECTED,
    /** A connection that was used before ended before it said anything: nothing is wrong but its age. */
    STALE_CONNECTION,
    /** The connection ended or was reset in between. */
    CONNECTION_LOST,
    /** Nothing came for too long, or all of it took too long. */
    TIMED_OUT,
    /** Nobody read the body of the answer for too long, and its connection was given up: the rest may be asked for. */
    LEFT_ALONE,
    /** The answer breaks the rules, so that none of it can be trusted. */
    MALFORMED_ANSWER,
    /** The thread was interrupted; it still is. */
    INTERRUPTED,
    /** The request was cancelled, or the pool closed. */
    CLOSED,
    /** The file to send could not be read, or the receiver of the body failed; the cause says which. */
    LOCAL_FAILURE
}
