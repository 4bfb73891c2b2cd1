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

    /**
     * Wires that are encrypted where the origin's scheme says so, with what the JVM trusts. That is read for the first of them: it
     * takes longer than many small requests, and plain ones do without.
     */
    static Connector ofTheJvm() {
        return new JvmConnector();
    }

    /** Plain wires, whatever the scheme. */
    static Connector plain() {
        return (origin, address, within) -> PlainWire.connect(address, within);
    }
}
