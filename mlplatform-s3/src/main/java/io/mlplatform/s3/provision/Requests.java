package io.mlplatform.s3.provision;

import io.mlplatform.MlPlatformException;
import io.mlplatform.s3.S3Server;
import io.mlplatform.s3.internal.ControlPlane;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The requests of one provisioner, each with the right that it takes. */
final class Requests {

    private static final int NOT_FOUND = 404;

    private final ControlPlane control;
    private final Optional<String> owner;

    /** @param owner the account that must own every bucket */
    Requests(ControlPlane control, Optional<String> owner) {
        this.control = control;
        this.owner = owner;
    }

    ControlPlane control() {
        return control;
    }

    S3Server server() {
        return control.server();
    }

    boolean isCeph() {
        return server() == S3Server.CEPH_RGW;
    }

    S3Client s3() {
        return control.s3();
    }

    IamClient iam() {
        return control.iam();
    }

    /** For {@code expectedBucketOwner}; the SDK leaves a null out. */
    @Nullable
    String owner() {
        return owner.orElse(null);
    }

    Optional<String> account() {
        return owner;
    }

    /** The answer. */
    <T> T ask(String right, Resource resource, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failure(e, right, resource);
        }
    }

    /** The answer; empty where what was asked for is not there, though the bucket is. */
    <T> Optional<T> find(String right, Resource resource, Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (SdkException e) {
            if (status(e) == NOT_FOUND && !code(e).equals("NoSuchBucket")) {
                return Optional.empty();
            }
            throw failure(e, right, resource);
        }
    }

    MlPlatformException failure(SdkException e, String right, Resource resource) {
        return control.failure(e, right, resource.label());
    }

    /** 0 where there was no answer. */
    static int status(SdkException e) {
        return e instanceof AwsServiceException answer ? answer.statusCode() : 0;
    }

    /** Empty where the answer held none. */
    static String code(SdkException e) {
        return e instanceof AwsServiceException answer
                ? Optional.ofNullable(answer.awsErrorDetails())
                        .flatMap(details -> Optional.ofNullable(details.errorCode()))
                        .orElse("")
                : "";
    }
}
