package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.s3.internal.lane.Origin;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                "localhost|example.org"
            })
    void whatNoProxyNamesIsReachedDirectly(String names) {
        assertThat(stands(Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", names), S3)).isFalse();
        assertThat(stands(Map.of("https_proxy", PROXY, "no_proxy", names), S3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", ".", "ample.org", "s3", "bucket", "other.example.org", "*ample.org"})
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

    private static boolean stands(Map<String, String> environment, Origin origin) {
        return new Proxies(environment).standBefore(origin);
    }
}
