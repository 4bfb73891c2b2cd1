package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Connects by the {@link TlsEngines} of the JVM, made at the first encrypted wire. */
final class JvmConnector implements Connector {

    private @Nullable Connector encrypting;

    @Override
    public Wire connect(Origin origin, InetSocketAddress address, Duration within) throws IOException {
        return origin.scheme() == Origin.Scheme.HTTPS
                ? encrypting().connect(origin, address, within)
                : PlainWire.connect(address, within);
    }

    private synchronized Connector encrypting() {
        Connector known = encrypting;
        if (known == null) {
            known = TlsEngines.ofTheJvm().connector();
            encrypting = known;
        }
        return known;
    }
}
