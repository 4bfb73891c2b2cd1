package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a host by its addresses in turn, which are looked up for each new connection. Those of IPv4 and of IPv6
 * alternate, as this machine may have no route for one of the two. Thread-safe.
 */
final class Dialer {

    private static final int MOST_ADDRESSES_TRIED = 3;

    private enum Family {
        IPV4,
        IPV6;

        static Family of(InetAddress address) {
            return address instanceof Inet6Address ? IPV6 : IPV4;
        }
    }

    private final Connector connector;
    private final Resolver resolver;
    private final Duration longest;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile @Nullable Family connected;

    /** Each address gets the longest time at most. */
    Dialer(Connector connector, Resolver resolver, Duration longest) {
        this.connector = connector;
        this.resolver = resolver;
        this.longest = longest;
    }

    /** Connects to the next address, or to those after it where that fails, in all in the time given. */
    Wire dial(Origin origin, StallGuard guard, long deadline) throws IOException {
        List<InetAddress> addresses = resolver.resolve(origin.host());
        if (addresses.isEmpty()) {
            throw new UnknownHostException("the host has no address");
        }
        IOException failure =
                Failures.unconnected(origin, FailureReason.TIMED_OUT, "there was no time left to connect");
        for (InetAddress address : inTurn(addresses)) {
            Duration left = Duration.ofNanos(deadline - guard.now());
            if (left.isNegative() || left.isZero()) {
                break;
            }
            try {
                Duration within = left.compareTo(longest) < 0 ? left : longest;
                Wire wire = connector.connect(origin, new InetSocketAddress(address, origin.port()), within);
                connected = Family.of(address);
                return wire;
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failure = e;
            }
        }
        throw failure;
    }

    /** Those to try, beginning with the family that connected last, at first with the one that the machine prefers. */
    private List<InetAddress> inTurn(List<InetAddress> addresses) {
        Family known = connected;
        Family first = known == null ? Family.of(addresses.get(0)) : known;
        List<InetAddress> preferred =
                addresses.stream().filter(one -> Family.of(one) == first).toList();
        List<InetAddress> others =
                addresses.stream().filter(one -> Family.of(one) != first).toList();
        int begin = turn.getAndIncrement();
        List<InetAddress> order = new ArrayList<>();
        for (int i = 0; i < Math.max(preferred.size(), others.size()); i++) {
            addNext(order, preferred, begin, i);
            addNext(order, others, begin, i);
        }
        return order.subList(0, Math.min(MOST_ADDRESSES_TRIED, order.size()));
    }

    private static void addNext(List<InetAddress> order, List<InetAddress> family, int begin, int i) {
        if (i < family.size()) {
            order.add(family.get(Math.floorMod(begin + i, family.size())));
        }
    }
}
