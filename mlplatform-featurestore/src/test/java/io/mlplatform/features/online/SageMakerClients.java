package io.mlplatform.features.online;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemakerfeaturestoreruntime.SageMakerFeatureStoreRuntimeClient;

/** Clients of an endpoint on loopback, which repeat throttled calls at once. */
record SageMakerClients(SageMakerClient control, SageMakerFeatureStoreRuntimeClient runtime) implements AutoCloseable {

    static SageMakerClients of(URI endpoint) {
        StaticCredentialsProvider nobody = StaticCredentialsProvider.create(AwsBasicCredentials.create("fake", "fake"));
        ClientOverrideConfiguration retries = ClientOverrideConfiguration.builder()
                .retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(5)
                        .circuitBreakerEnabled(false)
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                        .build())
                .build();
        return new SageMakerClients(
                SageMakerClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(nobody)
                        .overrideConfiguration(retries)
                        .build(),
                SageMakerFeatureStoreRuntimeClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(nobody)
                        .overrideConfiguration(retries)
                        .build());
    }

    OnlineStore store(java.time.Clock clock) {
        return SageMakerOnlineStore.of(control, runtime, "", clock, attempt -> {});
    }

    @Override
    public void close() {
        control.close();
        runtime.close();
    }
}
