package io.mlplatform.s3.internal.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections that wait for a request, those used last in front, so that the others grow old and go. Thread-safe. */
final class IdleConnections {

    private final Map<Origin, Deque<HttpConnection>> byOrigin = new HashMap<>();
    private boolean closed;

    /** Puts one in front; false once drained. */
    synchronized boolean push(HttpConnection connection) {
        if (closed) {
            return false;
        }
        byOrigin.computeIfAbsent(connection.origin(), origin -> new ArrayDeque<>())
                .push(connection);
        return true;
    }

    /** Takes the one that was used last. */
    synchronized Optional<HttpConnection> pop(Origin origin) {
        Deque<HttpConnection> connections = byOrigin.get(origin);
        if (connections == null) {
            return Optional.empty();
        }
        HttpConnection first = connections.pop();
        dropIfEmpty(connections, origin);
        return Optional.of(first);
    }

    /** Takes one that was not used for long, of any origin. */
    synchronized Optional<HttpConnection> popAny() {
        Iterator<Map.Entry<Origin, Deque<HttpConnection>>> origins =
                byOrigin.entrySet().iterator();
        if (!origins.hasNext()) {
            return Optional.empty();
        }
        Map.Entry<Origin, Deque<HttpConnection>> any = origins.next();
        HttpConnection last = any.getValue().removeLast();
        dropIfEmpty(any.getValue(), any.getKey());
        return Optional.of(last);
    }

    /** Whether it was there and now is not. */
    synchronized boolean remove(HttpConnection connection) {
        Deque<HttpConnection> connections = byOrigin.get(connection.origin());
        if (connections == null || !connections.remove(connection)) {
            return false;
        }
        dropIfEmpty(connections, connection.origin());
        return true;
    }

    /** Takes all, and accepts no more. */
    synchronized List<HttpConnection> drain() {
        closed = true;
        List<HttpConnection> all = new ArrayList<>();
        byOrigin.values().forEach(all::addAll);
        byOrigin.clear();
        return all;
    }

    synchronized int size() {
        return byOrigin.values().stream().mapToInt(Deque::size).sum();
    }

    private void dropIfEmpty(Deque<HttpConnection> connections, Origin origin) {
        if (connections.isEmpty()) {
            byOrigin.remove(origin);
        }
    }
}
