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
        long deadline = guard.now() + within.toNanos();
        try (Exchange exchange = pool.lease(origin, buffer, within)) {
            CancelSignal.current().onCancel(exchange::cancel);
            return exchange.run(request, handler);
        } catch (LaneException e) {
            if (e.reason() != FailureReason.STALE_CONNECTION || e.mayHaveTakenEffect(request)) {
                throw e;
            }
        }
        Duration left = Duration.ofNanos(deadline - guard.now());
        try (Exchange exchange = pool.leaseFresh(origin, buffer, left)) {
            CancelSignal.current().onCancel(exchange::cancel);
            return exchange.run(request, handler);
        }
    }

    /** The connections, for streams that read an answer bit by bit. */
    public ConnectionPool pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        guard.close();
    }
}
