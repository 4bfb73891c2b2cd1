package io.mlplatform.s3.internal.lane;

/**
 * How far a request came.
 *
 * @param sent of the request, head and body
 * @param answered whether a byte of the answer was seen
 * @param reusable whether the connection can carry the next request
 */
public record Progress(Sent sent, boolean answered, boolean reusable) {

    /** How much of a request was handed to the network; what then arrived is not known. */
    public enum Sent {
        NOTHING,
        PART,
        ALL
    }

    static final Progress NOT_BEGUN = new Progress(Sent.NOTHING, false, false);
}
