package io.mlplatform.benchmarks.transfers;

import io.mlplatform.benchmarks.Options;
import io.mlplatform.s3.S3Server;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/**
 * Where requests go, and how many at a time.
 *
 * @param endpoint with scheme, host and port
 * @param parallelism threads, or requests in flight, of each client that has a setting for it
 * @param server what answers there, where ours is to be told
 */
record Target(URI endpoint, String bucket, int parallelism, Optional<S3Server> server) {

    static final String REGION = "us-east-1";

    /** One that speaks today's protocol. */
    Target(URI endpoint, String bucket, int parallelism) {
        this(endpoint, bucket, parallelism, Optional.empty());
    }

    /** As the options {@code endpoint}, {@code bucket}, {@code parallelism} and {@code server} say. */
    static Target of(URI endpoint, Options options) {
        String server = options.text("server");
        return new Target(
                endpoint,
                options.text("bucket"),
                options.number("parallelism"),
                server.isEmpty() ? Optional.empty() : Optional.of(S3Server.named(server)));
    }

    /** Those of the system's properties or of the environment, the same for all clients; nothing is looked up elsewhere. */
    AwsCredentialsProvider credentials() {
        return AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create());
    }

    boolean isTls() {
        return "https".equals(endpoint.getScheme());
    }
}
