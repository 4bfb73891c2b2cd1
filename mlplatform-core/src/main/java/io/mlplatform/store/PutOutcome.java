package io.mlplatform.store;

import java.time.Instant;
import java.util.Optional;

/** How a put ended where the store answered; a put without an answer is a {@code StorageUnavailableException}. */
public sealed interface PutOutcome {

    /** The store's clock when it answered. */
    Instant date();

    /**
     * The object is stored, and durable as far as the store promises.
     *
     * @param versionId where the store keeps versions of an object and tells their ids
     */
    record Stored(String etag, Optional<String> versionId, Instant date) implements PutOutcome {

        /** Stored where objects have no versions, or their ids are not told. */
        public Stored(String etag, Instant date) {
            this(etag, Optional.empty(), date);
        }
    }

    /**
     * The condition did not hold and nothing was changed. A client that repeats requests by itself may get this for its
     * own earlier put (aws-sdk-java-v2#6580): read the key to know.
     */
    record ConditionNotMet(Instant date) implements PutOutcome {}
}
