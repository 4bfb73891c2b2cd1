package io.mlplatform.store;

import java.time.Instant;

/** How a put ended where the store answered; a put without an answer is a {@code StorageUnavailableException}. */
public sealed interface PutOutcome {

    /** The store's clock when it answered. */
    Instant date();

    /** The object is stored, and durable as far as the store promises. */
    record Stored(String etag, Instant date) implements PutOutcome {}

    /**
     * The condition did not hold and nothing was changed. A client that repeats requests by itself may get this for its
     * own earlier put (aws-sdk-java-v2#6580): read the key to know.
     */
    record ConditionNotMet(Instant date) implements PutOutcome {}
}
