package io.mlplatform.store;

/** How a request of a transfer ended. */
public enum TransferResult {
    /** With what was asked for. */
    DONE,
    /** With what was asked for, which a second request, sent because the first one was slow, had earlier. */
    DONE_BY_HEDGE,
    /**
     * With what the library's own connections do not understand, or do not reach: it is left to the store's SDK, which sends
     * a request of its own.
     */
    LEFT_TO_SDK,
    /** With a failure, or since nobody wanted it any more. */
    FAILED
}
