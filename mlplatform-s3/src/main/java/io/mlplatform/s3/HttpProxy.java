package io.mlplatform.s3;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A proxy that requests of one scheme go through: forwarded where they are plain, by a tunnel ({@code CONNECT}) where they
 * are encrypted. Its text shows no login.
 *
 * @param scheme how the proxy itself is spoken to: {@code http}, or {@code https}
 * @param port of the proxy
 * @param login what the proxy asks for
 * @param direct the hosts that are reached without it, in lower case; a star stands for anything
 */
record HttpProxy(String scheme, String host, int port, Optional<Login> login, Set<String> direct) {

    /** Who may use a proxy. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[hidden]";
        }
    }

    HttpProxy {
        if (URI.create(scheme + "://" + host + ":" + port).getHost() == null) {
            throw new IllegalArgumentException("a proxy is named by a host and a port, not by " + host + ":" + port);
        }
    }

    URI address() {
        return URI.create(scheme + "://" + host + ":" + port);
    }

    /** Whether requests to the host go through it. */
    boolean leadsTo(String target) {
        return patterns().stream().noneMatch(target.toLowerCase(Locale.ROOT)::matches);
    }

    /** The hosts that are reached without it, as regular expressions. */
    Set<String> patterns() {
        return direct.stream().map(HttpProxy::pattern).collect(Collectors.toUnmodifiableSet());
    }

    private static String pattern(String glob) {
        return Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }
}
