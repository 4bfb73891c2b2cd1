package io.mlplatform.s3;

import io.mlplatform.s3.internal.lane.Origin;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The HTTP proxies that the SDK's client goes through: those of the JVM ({@code http.proxyHost} and its kin), and those of
 * the environment ({@code HTTP_PROXY}, {@code HTTPS_PROXY}) but for the hosts of {@code NO_PROXY}. Names of variables count in
 * either case.
 */
final class Proxies {

    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    boolean standBefore(Origin origin) {
        return byTheJvm(origin) || byTheEnvironment(origin);
    }

    private static boolean byTheJvm(Origin origin) {
        ProxySelector selector = ProxySelector.getDefault();
        return selector != null
                && selector.select(URI.create(origin + "/")).stream().anyMatch(proxy -> !proxy.equals(Proxy.NO_PROXY));
    }

    private boolean byTheEnvironment(Origin origin) {
        String name = origin.scheme() == Origin.Scheme.HTTPS ? "https_proxy" : "http_proxy";
        String host = origin.host().toLowerCase(Locale.ROOT);
        return values(name).findAny().isPresent()
                && values("no_proxy")
                        .flatMap(list -> Stream.of(list.split("[,|\\s]+")))
                        .map(entry -> entry.toLowerCase(Locale.ROOT))
                        .noneMatch(entry -> covers(entry, host));
    }

    private Stream<String> values(String name) {
        return List.of(name, name.toUpperCase(Locale.ROOT)).stream()
                .map(variable -> environment.getOrDefault(variable, "").strip())
                .filter(value -> !value.isEmpty());
    }

    // A name stands for the hosts below it too, with or without a dot or "*." before it; "*" for all.
    private static boolean covers(String entry, String host) {
        if (entry.equals("*")) {
            return true;
        }
        String name = entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry;
        return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
    }
}
