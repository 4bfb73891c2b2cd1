package io.mlplatform.s3;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** Where the SDK's client comes from. Thread-safe. */
@FunctionalInterface
interface ClientSource {

    /** The same client each time, which may be made at the first. */
    S3Client client();

    /** The credentials that a client of our own gets, without making it; empty where it is the caller's. */
    default Optional<AwsCredentialsProvider> credentials() {
        return Optional.empty();
    }
}
