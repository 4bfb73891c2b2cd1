package io.mlplatform.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mlplatform.s3.internal.lane.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;

/**
 * What the SDK's client does with requests and the own lane would not: where there is any of it, the client carries the
 * bytes. Each is told in words, which go on from "as".
 */
final class LaneObstacles {

    // What else implements the interface may encrypt the bytes, count them, or stand in for a server.
    private static final String OF_THE_SDK = "software.amazon.awssdk.services.s3.DefaultS3Client";
    private static final String PACKAGES_OF_THE_SDK = "software.amazon.awssdk.";
    private static final Set<Class<?>> OURS = Set.of(NoExpectContinue.class, Throttling.class);
    private static final List<String> INTERCEPTORS = List.of(
            "software/amazon/awssdk/global/handlers/execution.interceptors",
            "software/amazon/awssdk/services/s3/execution.interceptors");
    private static final List<String> TLS_SETTINGS =
            List.of("javax.net.ssl.keyStore", "jdk.tls.client.protocols", "jdk.tls.client.cipherSuites");

    private final Proxies proxies;

    /** @param environment where the SDK's client looks for a proxy */
    LaneObstacles(Map<String, String> environment) {
        proxies = new Proxies(environment);
    }

    /**
     * What stands in the client's settings: parts that are not the SDK's. Interceptors of the class path, such as those of a
     * tracer, are among them.
     */
    @SuppressWarnings("deprecation") // The SDK still heeds the option of a signer.
    Optional<String> in(S3Client client) {
        Class<?> type = client.getClass();
        if (!type.getName().equals(OF_THE_SDK)) {
            return Optional.of("the client is not the SDK's own but a " + type.getName());
        }
        S3ServiceClientConfiguration made = client.serviceClientConfiguration();
        ClientOverrideConfiguration wishes = made.overrideConfiguration();
        if (!wishes.headers().isEmpty()) {
            return Optional.of("the client adds headers: " + wishes.headers().keySet());
        }
        return Stream.of(
                        wishes.executionInterceptors().stream(),
                        wishes.advancedOption(SdkAdvancedClientOption.SIGNER).stream(),
                        made.authSchemes().values().stream(),
                        made.endpointProvider().stream())
                .flatMap(parts -> parts)
                .map(part -> (Class<?>) part.getClass())
                .filter(part -> !isKnown(part))
                .findFirst()
                .map(part -> given(part.getName()));
    }

    /** What stands in a client that the store would make: interceptors of the class path, found without making it. */
    Optional<String> onTheClassPath() {
        ClassLoader loader = S3Client.class.getClassLoader();
        return INTERCEPTORS.stream()
                .flatMap(loader::resources)
                .flatMap(LaneObstacles::names)
                .filter(name -> !name.startsWith(PACKAGES_OF_THE_SDK))
                .findFirst()
                .map(LaneObstacles::given);
    }

    /** What stands on the way to the server. */
    Optional<String> before(Origin origin) {
        if (proxies.standBefore(origin)) {
            return Optional.of("it goes through a proxy");
        }
        return TLS_SETTINGS.stream()
                .filter(name -> origin.scheme() == Origin.Scheme.HTTPS && System.getProperty(name) != null)
                .findFirst()
                .map(name -> "the system property " + name + " is set");
    }

    private static Stream<String> names(URL list) {
        try (InputStream in = list.openStream()) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(name -> !name.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException("the list of the SDK's interceptors cannot be read: " + list, e);
        }
    }

    private static String given(String type) {
        return "the client was given a " + type;
    }

    private static boolean isKnown(Class<?> part) {
        return OURS.contains(part) || part.getName().startsWith(PACKAGES_OF_THE_SDK);
    }
}
