package io.mlplatform.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Makes the SDK's own clients of a Ceph gateway, for any keys, without repeats. They share the connections, which closing
 * this ends; who made a client closes it.
 */
public final class CephClients implements AutoCloseable {

    private final CephServer server;
    private final SdkHttpClient http;

    public CephClients(CephServer server) {
        this.server = server;
        http = ApacheHttpClient.builder()
                .maxConnections(64)
                .expectContinueEnabled(false)
                .build();
    }

    public S3Client s3(AwsCredentials keys) {
        return configured(S3Client.builder(), keys)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .httpClient(http)
                .build();
    }

    public IamClient iam(AwsCredentials keys) {
        return configured(IamClient.builder(), keys).httpClient(http).build();
    }

    public StsClient sts(AwsCredentials keys) {
        return configured(StsClient.builder(), keys).httpClient(http).build();
    }

    @Override
    public void close() {
        http.close();
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder, AwsCredentials keys) {
        return builder.credentialsProvider(StaticCredentialsProvider.create(keys))
                .region(Region.US_EAST_1)
                .endpointOverride(server.endpoint())
                .overrideConfiguration(override -> override.addExecutionInterceptor(new NoExpectContinue())
                        .retryStrategy(AwsRetryStrategy.doNotRetry()));
    }
}
