package io.mlplatform.s3.internal.lane;

/** An answer whose head is there, and whose body the holder reads from the exchange, and closes. */
public record OpenAnswer(ResponseHead head, Exchange exchange) implements AutoCloseable {

    @Override
    public void close() {
        exchange.close();
    }
}
