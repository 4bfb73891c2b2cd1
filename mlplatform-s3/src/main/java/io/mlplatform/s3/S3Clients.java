package io.mlplatform.s3;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's client made from settings, and all that has to be closed with it. */
final class S3Clients implements SdkAutoCloseable {

    // Beside the transfers, control calls must never wait for a connection.
    private static final int CONTROL_CONNECTIONS = 32;

    private final S3Settings settings;
    private final Runnable slowDown;
    private final Proxies proxies;
    private final Deque<SdkAutoCloseable> owned = new ArrayDeque<>();
    private Optional<S3Client> s3 = Optional.empty();
    private Optional<AwsCredentialsProvider> credentials = Optional.empty();

    S3Clients(S3Settings settings) {
        this(settings, () -> {});
    }

    /** @param slowDown called when the server of buckets asks for it */
    S3Clients(S3Settings settings, Runnable slowDown) {
        this(settings, slowDown, Proxies.ofTheProcess());
    }

    S3Clients(S3Settings settings, Runnable slowDown, Proxies proxies) {
        this.settings = settings;
        this.slowDown = slowDown;
        this.proxies = proxies;
    }

    /** The client of buckets, made at the first call. */
    synchronized S3Client s3() {
        if (s3.isEmpty()) {
            s3 = Optional.of(makeS3());
        }
        return s3.get();
    }

    /** A new client of roles and users. */
    IamClient iam() {
        IamClientBuilder builder =
                IamClient.builder().credentialsProvider(credentials()).httpClient(http(endpointBesideS3()));
        configure(builder);
        if (settings.server() == S3Server.AWS) {
            builder.region(partition());
        }
        endpointBesideS3().ifPresent(builder::endpointOverride);
        if (settings.server() == S3Server.CEPH_RGW) {
            builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(new ResultFirst())
                    .build());
        }
        return own(builder.build());
    }

    /** A new client that tells whose the credentials are. */
    StsClient sts() {
        return sts(credentials());
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            owned.pop().close();
        }
    }

    private S3Client makeS3() {
        S3Server server = settings.server();
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(credentials())
                .httpClient(http(settings.endpoint()))
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(settings.requestChecksums())
                .responseChecksumValidation(server.responseChecksums())
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(server.takesChunkedEncoding())
                        .build());
        configure(builder);
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new Throttling(slowDown))
                .build());
        settings.endpoint().ifPresent(builder::endpointOverride);
        return own(builder.build());
    }

    /** New transfer managers of buckets. */
    ManagedClient.Managers managers(AsyncEngine engine) {
        Optional<HttpProxy> proxy = proxies.before(settings.endpoint());
        if (engine == AsyncEngine.CRT) {
            S3TransferManager both = manager(AsyncClients.crt(settings, credentials(), proxy));
            return new ManagedClient.Managers(both, both);
        }
        SdkAsyncHttpClient http = own(AsyncClients.http(settings, proxy));
        return new ManagedClient.Managers(
                manager(AsyncClients.inParts(netty(http)).build()),
                manager(netty(http).build()));
    }

    private S3TransferManager manager(S3AsyncClient client) {
        return own(S3TransferManager.builder().s3Client(own(client)).build());
    }

    private S3AsyncClientBuilder netty(SdkAsyncHttpClient http) {
        S3AsyncClientBuilder builder = AsyncClients.netty(settings, http).credentialsProvider(credentials());
        configure(builder);
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new Throttling(slowDown))
                .build());
        return builder;
    }

    /** Those of all clients, found out at the first call. */
    synchronized AwsCredentialsProvider credentials() {
        if (credentials.isEmpty()) {
            credentials = Optional.of(makeCredentials());
        }
        return credentials.get();
    }

    private AwsCredentialsProvider makeCredentials() {
        AwsCredentialsProvider base = settings.credentials()
                .orElseGet(() -> own(DefaultCredentialsProvider.builder().build()));
        return settings.assumedRole()
                .<AwsCredentialsProvider>map(role -> assumed(role, base))
                .orElse(base);
    }

    private AwsCredentialsProvider assumed(S3Settings.AssumedRole role, AwsCredentialsProvider base) {
        return own(StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts(base))
                .refreshRequest(request -> request.roleArn(role.arn()).roleSessionName(role.sessionName()))
                .build());
    }

    private StsClient sts(AwsCredentialsProvider credentials) {
        StsClientBuilder builder =
                StsClient.builder().credentialsProvider(credentials).httpClient(http(endpointBesideS3()));
        configure(builder);
        endpointBesideS3().ifPresent(builder::endpointOverride);
        return own(builder.build());
    }

    // Other servers answer for S3, IAM and STS at one address; AWS does not.
    private Optional<URI> endpointBesideS3() {
        return settings.endpoint().filter(endpoint -> settings.server() != S3Server.AWS);
    }

    // IAM has one place a partition.
    private Region partition() {
        String region = settings.region().orElse("");
        return region.startsWith("cn-")
                ? Region.AWS_CN_GLOBAL
                : region.startsWith("us-gov-") ? Region.AWS_US_GOV_GLOBAL : Region.AWS_GLOBAL;
    }

    private void configure(AwsClientBuilder<?, ?> builder) {
        settings.region().map(Region::of).ifPresent(builder::region);
        ClientOverrideConfiguration.Builder override = ClientOverrideConfiguration.builder()
                .apiCallTimeout(settings.callTimeout())
                .retryStrategy(AwsRetryStrategy.forRetryMode(settings.retryMode()).toBuilder()
                        .maxAttempts(settings.maxAttempts())
                        .build());
        if (!settings.server().takesExpectContinue()) {
            override.addExecutionInterceptor(new NoExpectContinue());
        }
        builder.overrideConfiguration(override.build());
    }

    private SdkHttpClient http(Optional<URI> endpoint) {
        return own(new AbortableHttpClient(ApacheHttpClient.builder()
                .connectionTimeout(settings.connectTimeout())
                .socketTimeout(settings.readTimeout())
                .maxConnections(2 * settings.parallelism() + CONTROL_CONNECTIONS)
                .expectContinueEnabled(settings.server().takesExpectContinue())
                .proxyConfiguration(through(proxies.before(endpoint)))
                .build()));
    }

    private static ProxyConfiguration through(Optional<HttpProxy> proxy) {
        ProxyConfiguration.Builder builder =
                ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
        proxy.ifPresent(known -> {
            builder.endpoint(known.address()).nonProxyHosts(known.patterns());
            known.login().ifPresent(login -> builder.username(login.user()).password(login.password()));
        });
        return builder.build();
    }

    private <T extends SdkAutoCloseable> T own(T part) {
        owned.push(part);
        return part;
    }
}
