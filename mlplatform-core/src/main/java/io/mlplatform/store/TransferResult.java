package io.mlplatform.store;

/** How a request of a transfer ended. */
public enum TransferResult {
    /** With what was asked for. */
    DONE,
    /** With what was asked for, which a second request, sent because the first one was slow, had earlier. */
    DONE_BY_HEDGE,
    /** With a failure, or since nobody wanted it any more. */
    FAILED
}
