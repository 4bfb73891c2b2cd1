package io.mlplatform.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** How a get ended where the store answered. */
public sealed interface GetOutcome extends AutoCloseable {

    /** The store's clock when it answered. */
    Instant date();

    /** Frees the connection; a no-op where there is none. */
    @Override
    default void close() throws IOException {}

    /**
     * The object, or the range asked for.
     *
     * @param info of the whole object
     * @param body the bytes of the range; close this outcome, or the body, when done
     */
    record Found(ObjectInfo info, InputStream body, Instant date) implements GetOutcome {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** No such object. */
    record Absent(Instant date) implements GetOutcome {}

    /** An object is there, with another tag than was asked for. */
    record ConditionNotMet(Instant date) implements GetOutcome {}
}
