package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.s3.internal.lane.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.signer.Signer;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthScheme;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/** What keeps bytes off the own lane. */
class LaneObstaclesTest {

    private static final Origin SERVER = new Origin(Origin.Scheme.HTTPS, "s3.example.org", 443);

    private static final S3Settings SETTINGS = S3Settings.builder()
            .region("eu-central-1")
            .credentials(credentials())
            .build();

    private final LaneObstacles obstacles = new LaneObstacles(Map.of());

    @Test
    void aClientThatIsOnlyConfiguredHasNone() {
        assertThat(in(builder -> builder.forcePathStyle(true).fipsEnabled(true)))
                .isEmpty();
        assertThat(in(with(override -> override.addExecutionInterceptor(new NoExpectContinue()))))
                .isEmpty();
    }

    @Test
    void anInterceptorMayLookForWhatTheLaneDoesNotShowIt() {
        assertThat(in(with(override -> override.addExecutionInterceptor(new Tracer()))))
                .contains("the client was given a " + Tracer.class.getName());
    }

    @Test
    void whoSignsOrFindsEndpointsOtherwiseIsNotFollowed() {
        Signer signer = (request, attributes) -> request;
        S3EndpointProvider endpoints = parameters -> new CompletableFuture<>();

        assertThat(in(with(override -> override.putAdvancedOption(SdkAdvancedClientOption.SIGNER, signer))))
                .contains("the client was given a " + signer.getClass().getName());
        assertThat(in(builder -> builder.putAuthScheme(new Scheme())))
                .contains("the client was given a " + Scheme.class.getName());
        assertThat(in(builder -> builder.endpointProvider(endpoints)))
                .contains("the client was given a " + endpoints.getClass().getName());
    }

    @Test
    void anInterceptorOfTheClassPathIsFoundToo(@TempDir Path entry) throws Exception {
        Path list = entry.resolve("software/amazon/awssdk/global/handlers/execution.interceptors");
        Files.createDirectories(list.getParent());
        Files.writeString(list, Tracer.class.getName());

        assertThat(OtherClassPath.run(Looks.class, entries -> {})).isEqualTo("no obstacle");
        assertThat(OtherClassPath.run(Looks.class, entries -> entries.add(entry.toString())))
                .isEqualTo("the client was given a " + Tracer.class.getName());
    }

    @Test
    void headersOfTheClientWouldBeMissing() {
        assertThat(in(with(override -> override.putHeader("x-amz-request-payer", "requester"))))
                .hasValueSatisfying(why -> assertThat(why).contains("x-amz-request-payer"));
    }

    @Test
    void aClientOfAnotherClassMayDoAnythingWithBytes() {
        try (S3Client sdk = builder().build();
                S3Client encrypting = new Encrypting(sdk);
                S3Client crossing = builder().crossRegionAccessEnabled(true).build()) {
            assertThat(obstacles.in(encrypting))
                    .hasValueSatisfying(why -> assertThat(why).contains(Encrypting.class.getName()));
            assertThat(obstacles.in(crossing)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"javax.net.ssl.keyStore", "jdk.tls.client.protocols", "jdk.tls.client.cipherSuites"})
    void tlsThatTheJvmIsToldOfIsTheSdks(String property) {
        Origin plain = new Origin(Origin.Scheme.HTTP, "s3.example.org", 80);
        assertThat(obstacles.before(SERVER)).isEmpty();
        System.setProperty(property, "something");
        try {
            assertThat(obstacles.before(SERVER)).contains("the system property " + property + " is set");
            assertThat(obstacles.before(plain)).isEmpty();
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void aProxyIsTheSdks() {
        LaneObstacles behind = new LaneObstacles(Map.of("HTTPS_PROXY", "http://proxy.example.org:3128"));
        assertThat(behind.before(SERVER)).contains("it goes through a proxy");
    }

    private Optional<String> in(UnaryOperator<S3ClientBuilder> wishes) {
        try (S3Client client = wishes.apply(builder()).build()) {
            return obstacles.in(client);
        }
    }

    private static UnaryOperator<S3ClientBuilder> with(Consumer<ClientOverrideConfiguration.Builder> override) {
        return builder -> builder.overrideConfiguration(override);
    }

    private static S3ClientBuilder builder() {
        return S3Client.builder().region(Region.EU_CENTRAL_1).credentialsProvider(credentials());
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret"));
    }

    /** As one that the class path brings. */
    public static final class Tracer implements ExecutionInterceptor {}

    /** Says what stands in the way of a client that the store makes. */
    static final class Looks implements Callable<String> {
        @Override
        public String call() {
            try (S3Clients clients = new S3Clients(SETTINGS)) {
                LaneObstacles obstacles = new LaneObstacles(Map.of());
                Optional<String> made = obstacles.in(clients.s3());
                Optional<String> found = obstacles.onTheClassPath();
                return made.equals(found) ? made.orElse("no obstacle") : made + " is not " + found;
            }
        }
    }

    private static final class Scheme implements AuthScheme<AwsCredentialsIdentity> {
        @Override
        public String schemeId() {
            return AwsV4AuthScheme.SCHEME_ID;
        }

        @Override
        public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
            return providers.identityProvider(AwsCredentialsIdentity.class);
        }

        @Override
        public HttpSigner<AwsCredentialsIdentity> signer() {
            return AwsV4HttpSigner.create();
        }
    }

    private static final class Encrypting extends DelegatingS3Client {
        Encrypting(S3Client delegate) {
            super(delegate);
        }
    }
}
