package io.mlplatform.internal;

/** Makes the ids of writes and transactions. */
@FunctionalInterface
public interface Ids {

    /** A new ULID in lower case: 26 characters that sort by the time of making. */
    String ulid();
}
