package io.mlplatform.store;

/** Which way bytes go. */
public enum TransferDirection {
    /** From the store. */
    DOWN,
    /** To the store. */
    UP
}
