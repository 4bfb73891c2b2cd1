package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.s3.internal.lane.Origin;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    private static final String PROXY = "http://proxy.example:3128";
    private static final Origin S3 = new Origin(Origin.Scheme.HTTPS, "bucket.s3.example.org", 443);
    private static final Origin PLAIN = new Origin(Origin.Scheme.HTTP, "bucket.s3.example.org", 80);

    @Test
    void withoutAnyNothingStandsBetween() {
        assertThat(stands(Map.of(), S3)).isFalse();
        assertThat(stands(Map.of("HTTPS_PROXY", ""), S3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https_proxy", "HTTPS_PROXY"})
    void theEnvironmentsProxyOfAnEncryptedOriginIsItsOwn(String variable) {
        assertThat(stands(Map.of(variable, PROXY), S3)).isTrue();
        assertThat(stands(Map.of(variable, PROXY), PLAIN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_proxy", "HTTP_PROXY"})
    void theEnvironmentsProxyOfAPlainOriginIsItsOwn(String variable) {
        assertThat(stands(Map.of(variable, PROXY), PLAIN)).isTrue();
        assertThat(stands(Map.of(variable, PROXY), S3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "bucket.s3.example.org",
                "example.org",
                ".example.org",
                "*.example.org",
                "localhost, S3.Example.Org",
                "localhost|example.org",
                "*ample.org"
            })
    void whatNoProxyNamesIsReachedDirectly(String names) {
        assertThat(stands(Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", names), S3)).isFalse();
        assertThat(stands(Map.of("https_proxy", PROXY, "no_proxy", names), S3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", ".", "ample.org", "s3", "bucket", "other.example.org"})
    void whatNoProxyDoesNotNameIsNot(String names) {
        assertThat(stands(Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", names), S3)).isTrue();
    }

    @Test
    void theJvmsProxyCountsButForItsOwnExceptions() {
        System.setProperty("https.proxyHost", "proxy.example");
        System.setProperty("http.nonProxyHosts", "*.internal");
        try {
            assertThat(stands(Map.of(), S3)).isTrue();
            assertThat(stands(Map.of(), new Origin(Origin.Scheme.HTTPS, "s3.internal", 443)))
                    .isFalse();
        } finally {
            System.clearProperty("https.proxyHost");
            System.clearProperty("http.nonProxyHosts");
        }
    }

    @Test
    void theJvmsProxyIsNotTheWayToTheMachineItself() {
        System.setProperty("https.proxyHost", "proxy.example");
        try {
            assertThat(stands(Map.of(), new Origin(Origin.Scheme.HTTPS, "127.0.0.1", 443)))
                    .isFalse();
        } finally {
            System.clearProperty("https.proxyHost");
        }
    }

    @Test
    void theJvmsProxyComesBeforeTheEnvironments() {
        Map<String, String> properties = Map.of(
                "https.proxyHost", "jvm.example",
                "https.proxyPort", "8080",
                "https.proxyUser", "user",
                "https.proxyPassword", "secret",
                "http.nonProxyHosts", "*.internal|10.*");
        properties.forEach(System::setProperty);
        try {
            assertThat(new Proxies(Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", "*")).before(Optional.empty()))
                    .contains(new HttpProxy(
                            "http",
                            "jvm.example",
                            8080,
                            Optional.of(new HttpProxy.Login("user", "secret")),
                            Set.of("*.internal", "10.*")));
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128, http, proxy.example, 3128, ,",
        "proxy.example:3128, http, proxy.example, 3128, ,",
        "HTTP://proxy.example/, http, proxy.example, 80, ,",
        "https://proxy.example, https, proxy.example, 443, ,",
        "http://[::1]:3128, http, [::1], 3128, ,",
        "http://user:p%40s+s@proxy.example:3128, http, proxy.example, 3128, user, p@s+s",
        "http://user:a@b/c:d@proxy.example:3128, http, proxy.example, 3128, user, a@b/c:d",
        "http://user:100%@proxy.example:3128, http, proxy.example, 3128, user, 100%",
        "http://user@proxy.example:3128, http, proxy.example, 3128, ,"
    })
    void anAddressIsReadAsItIsWritten(
            String address, String scheme, String host, int port, @Nullable String user, @Nullable String password) {
        Optional<HttpProxy.Login> login =
                user == null || password == null ? Optional.empty() : Optional.of(new HttpProxy.Login(user, password));
        assertThat(new Proxies(Map.of("HTTPS_PROXY", address))
                        .before(Optional.of(URI.create("https://s3.example.org"))))
                .contains(new HttpProxy(scheme, host, port, login, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"socks5://proxy.example:1080", "socks5://user:secret@proxy.example:1080", "http://", "a b:c"})
    void whatIsNoAddressOfAnHttpProxyIsNotHeeded(String address) {
        assertThat(new Proxies(Map.of("HTTPS_PROXY", address)).before(Optional.empty()))
                .isEmpty();
        assertThat(stands(Map.of("HTTPS_PROXY", address), S3)).isFalse();
    }

    @Test
    void aProxyWhoseNameNoUrlCanHoldIsRefused() {
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "http://my_proxy:3128"));
        assertThatThrownBy(() -> proxies.before(Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("my_proxy:3128");
    }

    @Test
    void aTextShowsNoLogin() {
        assertThat(new Proxies(Map.of("HTTPS_PROXY", "http://user:secret@proxy.example"))
                        .before(Optional.empty())
                        .toString())
                .contains("proxy.example")
                .doesNotContain("secret", "user");
    }

    private static boolean stands(Map<String, String> environment, Origin origin) {
        return new Proxies(environment).standBefore(origin);
    }
}
