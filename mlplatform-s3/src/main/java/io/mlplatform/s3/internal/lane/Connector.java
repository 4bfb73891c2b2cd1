package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Opens wires. Thread-safe. */
@FunctionalInterface
public interface Connector {

    /**
     * A wire to one address of the origin; its handshake comes later. Whoever calls closes it.
     *
     * @throws IOException when it is not connected in time; nothing stays open then
     */
    Wire connect(Origin origin, InetSocketAddress address, Duration within) throws IOException;

    /** Plain wires, whatever the scheme. */
    static Connector plain() {
        return (origin, address, within) -> PlainWire.connect(address, within);
    }
}
