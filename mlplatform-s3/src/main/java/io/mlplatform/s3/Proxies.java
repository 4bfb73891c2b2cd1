package io.mlplatform.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mlplatform.s3.internal.lane.Origin;
import io.mlplatform.s3.internal.lane.Origin.Scheme;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxies that requests go through, by the scheme of the server: that of the JVM ({@code https.proxyHost} and its kin, but
 * for {@code http.nonProxyHosts}), else that of the environment ({@code HTTPS_PROXY} and its kin, but for {@code NO_PROXY}).
 * The SDK's HTTP clients do not know the server's scheme and go by those of plain HTTP, so they are told. Names of variables
 * count in either case.
 */
final class Proxies {

    private static final Logger LOG = LoggerFactory.getLogger(Proxies.class);

    // The JVM's own, where the property is not set.
    private static final String LOOPBACK = "localhost|127.*|[::1]|0.0.0.0|[0:0:0:0:0:0:0:0]";
    // Passwords are taken as they come, with an @ of their own too.
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?<scheme>https?)://)?(?:(?<user>[^:/]*?)(?::(?<password>(?!//).*))?@)?"
                    + "(?<host>\\[[^]]*]|[^]\\[:/@?#]+)(?::(?<port>[0-9]{1,5}))?(?:/.*)?",
            Pattern.CASE_INSENSITIVE);

    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    static Proxies ofTheProcess() {
        return new Proxies(System.getenv());
    }

    /** The proxy of requests to an endpoint, or to AWS, where no endpoint is set. */
    Optional<HttpProxy> before(Optional<URI> endpoint) {
        boolean plain = endpoint.map(URI::getScheme).filter("http"::equals).isPresent();
        return of(plain ? Scheme.HTTP : Scheme.HTTPS);
    }

    /** Whether the SDK's client, or any socket of the JVM, goes through one. */
    boolean standBefore(Origin origin) {
        return of(origin.scheme()).filter(proxy -> proxy.leadsTo(origin.host())).isPresent() || bySocks(origin);
    }

    private Optional<HttpProxy> of(Scheme scheme) {
        return byTheJvm(scheme).or(() -> byTheEnvironment(scheme));
    }

    private static boolean bySocks(Origin origin) {
        ProxySelector selector = ProxySelector.getDefault();
        return selector != null
                && selector.select(URI.create(origin + "/")).stream()
                        .anyMatch(proxy -> proxy.type() == Proxy.Type.SOCKS);
    }

    private static Optional<HttpProxy> byTheJvm(Scheme scheme) {
        String prefix = name(scheme) + ".proxy";
        return property(prefix + "Host")
                .map(host -> new HttpProxy(
                        "http",
                        host,
                        Integer.getInteger(prefix + "Port", usualPort(name(scheme))),
                        property(prefix + "User").flatMap(user -> property(prefix + "Password")
                                .map(password -> new HttpProxy.Login(user, password))),
                        names(System.getProperty("http.nonProxyHosts", LOOPBACK), "\\|")
                                .collect(Collectors.toUnmodifiableSet())));
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isEmpty());
    }

    private Optional<HttpProxy> byTheEnvironment(Scheme scheme) {
        String variable = name(scheme) + "_proxy";
        return values(variable).findFirst().flatMap(address -> byAddress(variable, address));
    }

    private Optional<HttpProxy> byAddress(String variable, String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            LOG.warn("{} is not heeded, as it is no address of an HTTP proxy", variable);
            return Optional.empty();
        }
        String scheme =
                Optional.ofNullable(parts.group("scheme")).orElse("http").toLowerCase(Locale.ROOT);
        int port =
                Optional.ofNullable(parts.group("port")).map(Integer::valueOf).orElse(usualPort(scheme));
        Optional<HttpProxy.Login> login = Optional.ofNullable(parts.group("password"))
                .map(password -> new HttpProxy.Login(decoded(parts.group("user")), decoded(password)));
        return Optional.of(new HttpProxy(scheme, parts.group("host"), port, login, direct()));
    }

    // A name stands for the hosts below it too, with or without a dot or "*." before it; "*" for all.
    private Set<String> direct() {
        return values("no_proxy")
                .flatMap(list -> names(list, "[,|\\s]+"))
                .map(entry -> entry.replaceFirst("^\\*?\\.", ""))
                .filter(name -> !name.isEmpty())
                .flatMap(name -> Stream.of(name, "*." + name))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<String> values(String name) {
        return List.of(name, name.toUpperCase(Locale.ROOT)).stream()
                .map(variable -> environment.getOrDefault(variable, "").strip())
                .filter(value -> !value.isEmpty());
    }

    private static Stream<String> names(String list, String separator) {
        return Stream.of(list.split(separator))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that stands for itself
        }
    }

    private static String name(Scheme scheme) {
        return scheme == Scheme.HTTPS ? "https" : "http";
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}
