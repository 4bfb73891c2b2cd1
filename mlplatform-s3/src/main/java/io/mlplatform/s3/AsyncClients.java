package io.mlplatform.s3;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3CrtAsyncClientBuilder;
import software.amazon.awssdk.services.s3.crt.S3CrtProxyConfiguration;

/** The SDK's asynchronous clients as settings want them. */
final class AsyncClients {

    private AsyncClients() {}

    /** The client in C, which sends objects in parts. */
    static S3AsyncClient crt(S3Settings settings, AwsCredentialsProvider credentials, Optional<HttpProxy> proxy) {
        S3CrtAsyncClientBuilder builder = S3AsyncClient.crtBuilder()
                .credentialsProvider(credentials)
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(settings.requestChecksums())
                .responseChecksumValidation(settings.server().responseChecksums())
                .minimumPartSizeInBytes(ManagedTransfers.PART_BYTES)
                .thresholdInBytes(ManagedTransfers.PART_BYTES)
                .maxConcurrency(settings.parallelism())
                .retryConfiguration(retries -> retries.numRetries(settings.maxAttempts() - 1))
                .httpConfiguration(http -> http.connectionTimeout(settings.connectTimeout())
                        .proxyConfiguration(crt(settings, proxy))
                        .connectionHealthConfiguration(health ->
                                health.minimumThroughputInBps(1L).minimumThroughputTimeout(settings.readTimeout())));
        settings.region().map(Region::of).ifPresent(builder::region);
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    static SdkAsyncHttpClient http(S3Settings settings, Optional<HttpProxy> proxy) {
        return new NettyClient(NettyNioAsyncHttpClient.builder()
                .connectionTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .connectionAcquisitionTimeout(settings.callTimeout())
                .maxConcurrency(2 * settings.parallelism())
                .proxyConfiguration(netty(proxy)));
    }

    private static ProxyConfiguration netty(Optional<HttpProxy> proxy) {
        ProxyConfiguration.Builder builder =
                ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
        proxy.ifPresent(known -> {
            builder.scheme(known.scheme()).host(known.host()).port(known.port()).nonProxyHosts(known.patterns());
            known.login().ifPresent(login -> builder.username(login.user()).password(login.password()));
        });
        return builder.build();
    }

    /** Without a host it has the CRT look for no proxy itself. */
    private static S3CrtProxyConfiguration crt(S3Settings settings, Optional<HttpProxy> proxy) {
        S3CrtProxyConfiguration.Builder builder =
                S3CrtProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
        proxy.filter(known -> settings.endpoint()
                        .map(URI::getHost)
                        .filter(host -> !known.leadsTo(host))
                        .isEmpty())
                .ifPresent(known -> {
                    builder.scheme(known.scheme()).host(known.host()).port(known.port());
                    // Names with all below them are all that it knows.
                    known.direct().stream()
                            .map(glob -> glob.startsWith("*.") ? glob.substring(2) : glob)
                            .forEach(builder::addNonProxyHost);
                    known.login()
                            .ifPresent(login -> builder.username(login.user()).password(login.password()));
                });
        return builder.build();
    }

    /** The client in Java, but for what all clients have. */
    static S3AsyncClientBuilder netty(S3Settings settings, SdkAsyncHttpClient http) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                .httpClient(http)
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(settings.requestChecksums())
                .responseChecksumValidation(settings.server().responseChecksums())
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(settings.server().takesChunkedEncoding())
                        .build());
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }

    /** The same, that sends large objects in parts; it would also ask for them by the numbers of their parts. */
    static S3AsyncClientBuilder inParts(S3AsyncClientBuilder builder) {
        return builder.multipartEnabled(true)
                .multipartConfiguration(parts -> parts.minimumPartSizeInBytes(ManagedTransfers.PART_BYTES)
                        .thresholdInBytes(ManagedTransfers.PART_BYTES)
                        .apiCallBufferSizeInBytes(ManagedTransfers.HELD_BYTES));
    }
}
