package io.mlplatform.s3.internal.lane;

import io.mlplatform.internal.transfer.CancelSignal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The open connections of a lane, bounded in number over all origins. The one that was used last is used first; each new
 * one asks for the host's addresses again and begins with the next of them. Thread-safe.
 */
public final class ConnectionPool implements AutoCloseable {

    // Enough for every thread that waits.
    private static final int ALL_WAITERS = 1 << 20;

    private final Dialer dialer;
    private final LaneSettings settings;
    private final StallGuard guard;
    private final IdleConnections idle = new IdleConnections();
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    /** Requests under way. */
    private final Semaphore requests;
    /** Connections that are open or about to be. */
    private final AtomicInteger places = new AtomicInteger();

    private volatile boolean closed;

    /** The guard may serve other pools too, and is closed after them by whoever made it. */
    public ConnectionPool(Connector connector, Resolver resolver, LaneSettings settings, StallGuard guard) {
        this.settings = settings;
        this.guard = guard;
        dialer = new Dialer(connector, resolver, settings.connect());
        requests = new Semaphore(settings.connections(), true);
    }

    /**
     * A connection for one request, pooled or new, which the caller closes; waits for one to be free.
     *
     * @param buffer direct, for head and pieces of body; the caller's again once the exchange is closed
     * @param within the time for all of it: waiting, connecting, request and answer
     */
    public Exchange lease(Origin origin, ByteBuffer buffer, Duration within) throws LaneException {
        return lease(origin, buffer, within, Source.POOL_FIRST);
    }

    /** The same over a new connection, for a request that failed on a stale one. */
    public Exchange leaseFresh(Origin origin, ByteBuffer buffer, Duration within) throws LaneException {
        return lease(origin, buffer, within, Source.NEW);
    }

    /** Open connections, those with a request among them. */
    public int open() {
        return open.size();
    }

    /** Open connections that wait for a request. */
    public int idle() {
        return idle.size();
    }

    /** Ends all connections; requests under way fail as {@link FailureReason#CLOSED}. */
    @Override
    public void close() {
        closed = true;
        requests.release(ALL_WAITERS);
        idle.drain().forEach(HttpConnection::end);
        open.forEach(connection -> connection.condemn(Verdict.POOL_CLOSED, () -> true));
    }

    /** Takes a connection back from its exchange. */
    void take(HttpConnection connection, boolean reusable) {
        // Once it rests, another thread may hold it.
        boolean held = connection.letGo();
        try {
            if (!reusable || !rest(connection)) {
                connection.end();
            }
        } finally {
            if (held) {
                requests.release();
            }
        }
    }

    /** Ends one whose answer nobody reads, and lets others have its place before its reader notices. */
    void leftAlone(HttpConnection connection) {
        connection.end();
        if (connection.letGo()) {
            requests.release();
        }
    }

    long now() {
        return guard.now();
    }

    /** Forgets one that has ended. */
    void ended(HttpConnection connection) {
        open.remove(connection);
        guard.unwatch(connection);
        places.decrementAndGet();
    }

    /** Ends one that waited for too long. */
    void expired(HttpConnection connection) {
        if (idle.remove(connection)) {
            connection.end();
        }
    }

    private enum Source {
        POOL_FIRST,
        NEW
    }

    private Exchange lease(Origin origin, ByteBuffer buffer, Duration within, Source source) throws LaneException {
        long deadline = guard.now() + within.toNanos();
        acquire(origin, within);
        boolean leased = false;
        try {
            Optional<HttpConnection> pooled = source == Source.NEW ? Optional.empty() : pooled(origin, deadline);
            HttpConnection connection = pooled.isPresent() ? pooled.get() : connect(origin, deadline);
            connection.hold();
            leased = true;
            return new Exchange(this, connection, buffer);
        } finally {
            if (!leased) {
                requests.release();
            }
        }
    }

    private void acquire(Origin origin, Duration within) throws LaneException {
        try {
            if (!requests.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) {
                throw Failures.unconnected(
                        origin,
                        FailureReason.TIMED_OUT,
                        "no connection became free in time: close streams that are not read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.unconnected(origin, FailureReason.INTERRUPTED, "interrupted while it waited");
        }
    }

    /** One that is young and has said nothing since its last request. */
    private Optional<HttpConnection> pooled(Origin origin, long deadline) {
        while (true) {
            Optional<HttpConnection> found = idle.pop(origin);
            if (found.isEmpty() || found.get().begin(guard.now(), deadline)) {
                return found;
            }
            found.get().end();
        }
    }

    private HttpConnection connect(Origin origin, long deadline) throws LaneException {
        AtomicBoolean over = new AtomicBoolean();
        boolean ready = false;
        takePlace();
        HttpConnection connection = dial(origin, deadline);
        try {
            open.add(connection);
            guard.watch(connection);
            if (closed) {
                connection.condemn(Verdict.POOL_CLOSED, () -> true);
            }
            CancelSignal.current().onCancel(() -> connection.condemn(Verdict.CANCELLED, () -> !over.get()));
            connection.open(deadline);
            ready = true;
            return connection;
        } catch (IOException e) {
            throw Failures.ofHandshake(e, connection);
        } finally {
            over.set(true);
            if (!ready) {
                connection.end();
            }
        }
    }

    private HttpConnection dial(Origin origin, long deadline) throws LaneException {
        Wire wire = null;
        boolean connected = false;
        try {
            if (closed) {
                throw Failures.unconnected(origin, FailureReason.CLOSED, Verdict.POOL_CLOSED.message());
            }
            wire = dialer.dial(origin, guard, deadline);
            HttpConnection connection = new HttpConnection(this, origin, wire, settings, guard.now());
            connected = true;
            return connection;
        } catch (LaneException e) {
            throw e;
        } catch (IOException e) {
            throw Failures.ofConnecting(e, origin);
        } finally {
            if (!connected) {
                if (wire != null) {
                    wire.close();
                }
                places.decrementAndGet();
            }
        }
    }

    /** Makes room for one more connection: there is always an idle one to end, as no more requests than places are let in. */
    private void takePlace() {
        while (true) {
            int taken = places.get();
            if (taken < settings.connections() || closed) {
                if (places.compareAndSet(taken, taken + 1)) {
                    return;
                }
            } else {
                idle.popAny().ifPresentOrElse(HttpConnection::end, Thread::onSpinWait);
            }
        }
    }

    private boolean rest(HttpConnection connection) {
        return connection.rest(guard.now()) && idle.push(connection);
    }
}
