package io.mlplatform.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3CrtAsyncClientBuilder;

/** The SDK's asynchronous clients as settings want them. */
final class AsyncClients {

    private AsyncClients() {}

    /** The client in C, which sends objects in parts. */
    static S3AsyncClient crt(S3Settings settings, AwsCredentialsProvider credentials) {
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
                        .connectionHealthConfiguration(health ->
                                health.minimumThroughputInBps(1L).minimumThroughputTimeout(settings.readTimeout())));
        settings.region().map(Region::of).ifPresent(builder::region);
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    static SdkAsyncHttpClient http(S3Settings settings) {
        return NettyNioAsyncHttpClient.builder()
                .connectionTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .connectionAcquisitionTimeout(settings.callTimeout())
                .maxConcurrency(2 * settings.parallelism())
                .build();
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
