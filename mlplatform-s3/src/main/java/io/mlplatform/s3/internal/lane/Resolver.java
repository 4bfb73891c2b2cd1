package io.mlplatform.s3.internal.lane;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. Thread-safe. */
@FunctionalInterface
public interface Resolver {

    /** One address at least. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The machine's own, which keeps answers for as long as the JVM is set to. */
    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
