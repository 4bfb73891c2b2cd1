package io.mlplatform.benchmarks.transfers;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/**
 * Where requests go, and how many at a time.
 *
 * @param endpoint with scheme, host and port
 * @param parallelism threads, or requests in flight, of each client that has a setting for it
 */
record Target(URI endpoint, String bucket, int parallelism) {

    static final String REGION = "us-east-1";

    /** Those of the system's properties or of the environment, the same for all clients; nothing is looked up elsewhere. */
    AwsCredentialsProvider credentials() {
        return AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create());
    }

    boolean isTls() {
        return "https".equals(endpoint.getScheme());
    }
}
