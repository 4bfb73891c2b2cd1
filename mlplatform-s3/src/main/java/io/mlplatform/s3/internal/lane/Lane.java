package io.mlplatform.s3.internal.lane;

import io.mlplatform.internal.transfer.CancelSignal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Requests over pooled connections. One that meets a stale connection is sent once more over a new one, if the server
 * cannot have acted on it; all other failures are the caller's to repeat. Thread-safe.
 */
public final class Lane implements AutoCloseable {

    private final StallGuard guard;
    private final ConnectionPool pool;

    /** Closing it ends its connections and its guard. */
    public Lane(Connector connector, Resolver resolver, LaneSettings settings, LongSupplier nanos) {
        guard = new StallGuard(nanos, StallGuard.interval(settings.stall()));
        pool = new ConnectionPool(connector, resolver, settings, guard);
    }

    Lane(ConnectionPool pool, StallGuard guard) {
        this.pool = pool;
        this.guard = guard;
    }

    /**
     * Sends a request and hands on the body of its answer, of any status.
     *
     * @param handler called at most once
     * @param buffer direct, used until this returns
     * @param within the time for all of it
     * @throws LaneException when there is no whole answer
     */
    public ResponseHead call(
            Origin origin, HttpRequest request, ResponseHandler handler, ByteBuffer buffer, Duration within)
            throws LaneException {
        return send(origin, request, buffer, within, exchange -> {
            try (exchange) {
                return exchange.run(request, handler);
            }
        });
    }

    /**
     * Sends a request of which the caller reads the answer bit by bit, and closes it.
     *
     * @param buffer direct, used until the answer is closed
     * @param within the time until its head is there
     * @throws LaneException when there is no head
     */
    public OpenAnswer open(Origin origin, HttpRequest request, ByteBuffer buffer, Duration within)
            throws LaneException {
        return send(origin, request, buffer, within, exchange -> {
            boolean begun = false;
            try {
                OpenAnswer answer = new OpenAnswer(exchange.send(request), exchange);
                begun = true;
                return answer;
            } finally {
                if (!begun) {
                    exchange.close();
                }
            }
        });
    }

    /** What is done with an exchange, which it closes in the end. */
    private interface Use<T> {
        T of(Exchange exchange) throws LaneException;
    }

    private <T> T send(Origin origin, HttpRequest request, ByteBuffer buffer, Duration within, Use<T> use)
            throws LaneException {
        long deadline = guard.now() + within.toNanos();
        try {
            return use(pool.lease(origin, buffer, within), use);
        } catch (LaneException e) {
            if (e.reason() != FailureReason.STALE_CONNECTION || e.mayHaveTakenEffect(request)) {
                throw e;
            }
        }
        Duration left = Duration.ofNanos(deadline - guard.now());
        return use(pool.leaseFresh(origin, buffer, left), use);
    }

    private static <T> T use(Exchange exchange, Use<T> use) throws LaneException {
        CancelSignal.current().onCancel(exchange::cancel);
        return use.of(exchange);
    }

    /** The connections. */
    public ConnectionPool pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        guard.close();
    }
}
