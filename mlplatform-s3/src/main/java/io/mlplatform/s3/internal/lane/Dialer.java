package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Connects to a host by its addresses in turn, which are looked up for each new connection. Thread-safe. */
final class Dialer {

    private static final int MOST_ADDRESSES_TRIED = 3;

    private final Connector connector;
    private final Resolver resolver;
    private final Duration longest;
    private final AtomicInteger turn = new AtomicInteger();

    /** Each address gets the longest time at most. */
    Dialer(Connector connector, Resolver resolver, Duration longest) {
        this.connector = connector;
        this.resolver = resolver;
        this.longest = longest;
    }

    /** Connects to the next address, or to those after it where that fails, in all in the time given. */
    Wire dial(Origin origin, StallGuard guard, long deadline) throws IOException {
        List<InetAddress> addresses = resolver.resolve(origin.host());
        int first = turn.getAndIncrement();
        IOException failure = new UnknownHostException("the host has no address");
        for (int i = 0; i < Math.min(MOST_ADDRESSES_TRIED, addresses.size()); i++) {
            InetAddress address = addresses.get(Math.floorMod(first + i, addresses.size()));
            Duration left = Duration.ofNanos(deadline - guard.now());
            if (left.isNegative() || left.isZero()) {
                break;
            }
            try {
                Duration within = left.compareTo(longest) < 0 ? left : longest;
                return connector.connect(origin, new InetSocketAddress(address, origin.port()), within);
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failure = e;
            }
        }
        throw failure;
    }
}
