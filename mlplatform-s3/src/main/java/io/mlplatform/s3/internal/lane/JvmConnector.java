package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Opens wires that are encrypted as the JVM's settings say, where the origin's scheme says so. Those settings, and native code,
 * are loaded at the first such wire: who never encrypts does not wait for them. Thread-safe.
 */
public final class JvmConnector implements Connector {

    private @Nullable Connector encrypted;

    @Override
    public Wire connect(Origin origin, InetSocketAddress address, Duration within) throws IOException {
        Connector wires = origin.scheme() == Origin.Scheme.HTTPS ? encrypted() : Connector.plain();
        return wires.connect(origin, address, within);
    }

    private synchronized Connector encrypted() throws SSLException {
        if (encrypted == null) {
            try {
                encrypted = TlsEngines.ofTheJvm().connector();
            } catch (IllegalStateException e) {
                throw new SSLException(e.getMessage(), e);
            }
        }
        return encrypted;
    }
}
