package io.mlplatform.s3;

import io.mlplatform.MlPlatformException;
import io.mlplatform.store.ObjectKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;

/** A bucket as its requests see it: the client, the name, what goes into each request, and how answers are read. */
final class S3Bucket {

    private final ClientSource clients;
    private final String name;
    private final String location;
    private final S3Settings settings;
    private final Clock clock;
    private volatile boolean seen;

    S3Bucket(ClientSource clients, String name, S3Settings settings, Clock clock) {
        this.clients = clients;
        this.name = name;
        this.location = "s3://" + name;
        this.settings = settings;
        this.clock = clock;
    }

    /** Another bucket reached in the same way; its owner is that of this one where it is known, else {@code account}. */
    S3Bucket beside(String other, Optional<String> account) {
        return new S3Bucket(clients, other, settings.ownedBy(account), clock);
    }

    String name() {
        return name;
    }

    S3Settings settings() {
        return settings;
    }

    String location() {
        return location;
    }

    String resource(ObjectKey key) {
        return location + "/" + key;
    }

    S3Client client() {
        return clients.client();
    }

    /** The credentials of a client of our own, without making it; empty where it is the caller's. */
    Optional<AwsCredentialsProvider> ownCredentials() {
        return clients.credentials();
    }

    /** True where both buckets are reached at one endpoint in one region, so that its server may copy between them. */
    boolean isBeside(S3Bucket other) {
        try {
            S3ServiceClientConfiguration here = client().serviceClientConfiguration();
            S3ServiceClientConfiguration there = other.client().serviceClientConfiguration();
            return here.region().equals(there.region())
                    && here.endpointOverride().equals(there.endpointOverride());
        } catch (SdkException e) {
            throw S3Failures.of(e, S3Action.WRITE, location());
        }
    }

    /** The account that must own the bucket, for {@code expectedBucketOwner}; the SDK leaves a null out. */
    @Nullable
    String owner() {
        return settings.expectedBucketOwner().orElse(null);
    }

    MlPlatformException failure(SdkException e, S3Action action, ObjectKey key) {
        return S3Failures.of(e, action, resource(key));
    }

    /** This machine's time, for answers that tell none. */
    Instant now() {
        return clock.instant();
    }

    Clock clock() {
        return clock;
    }

    /** The server's time in this answer. */
    Instant date(SdkResponse response) {
        return date(Optional.ofNullable(response.sdkHttpResponse()));
    }

    /** The server's time in this refusal. */
    Instant date(SdkException e) {
        return date(
                e instanceof AwsServiceException answer
                        ? Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::sdkHttpResponse)
                        : Optional.empty());
    }

    /**
     * Fails where the bucket is missing. A refused HEAD has no body that would tell a missing bucket from a missing key,
     * so the first one asks.
     */
    void requireExists() {
        if (seen) {
            return;
        }
        try {
            client().headBucket(request -> request.bucket(name).expectedBucketOwner(owner()));
        } catch (SdkException e) {
            if (S3Failures.status(e) == 404) {
                throw S3Failures.missingBucket(e, location());
            }
            // Whoever may not ask for the bucket has at least been answered about a key in it.
            if (S3Failures.status(e) != 403) {
                throw S3Failures.of(e, S3Action.LIST, location());
            }
        }
        seen = true;
    }

    private Instant date(Optional<SdkHttpResponse> response) {
        return response.flatMap(http -> http.firstMatchingHeader("Date"))
                .flatMap(HttpDate::parse)
                .orElseGet(clock::instant);
    }
}
