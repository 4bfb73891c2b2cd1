package io.mlplatform.s3;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.PutCondition;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The SDK's failures as ours, with what to do and the request's ids.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Amazon S3 error responses</a>
 */
final class S3Failures {

    private static final int MESSAGE_CHARS = 400;

    private S3Failures() {}

    /** The failure of a request that was to do {@code action} to {@code resource}. */
    static MlPlatformException of(SdkException e, S3Action action, String resource) {
        MlPlatformException failure = e instanceof AwsServiceException answer
                ? answered(answer, action, resource)
                : unanswered(e, action, resource);
        return action == S3Action.WRITE && isRepeated(e) && !(failure instanceof StorageUnavailableException)
                ? uncertain(failure, resource)
                : failure;
    }

    /** True where the SDK had sent the request before, and that attempt may have taken effect without an answer. */
    static boolean isRepeated(SdkException e) {
        return Optional.ofNullable(e.numAttempts()).orElse(1) > 1;
    }

    /** The error code that the server gave, or empty: answers to HEAD have no body. */
    static String code(SdkException e) {
        return details(e).map(AwsErrorDetails::errorCode).orElse("");
    }

    /** The status that S3 answered, or 0 where it did not: the refusal of a role by STS says nothing about a key. */
    static int status(SdkException e) {
        return e instanceof S3Exception answer ? answer.statusCode() : 0;
    }

    /** True where the bucket itself is missing. */
    static boolean isBucketMissing(SdkException e) {
        return code(e).equals("NoSuchBucket");
    }

    /**
     * True where the server found that a put's condition does not hold; If-Match on an absent key is a 404, and a
     * completion may be refused under the status 200.
     */
    static boolean isConditionNotMet(SdkException e, PutCondition condition) {
        boolean refused = status(e) == 412 || code(e).equals("PreconditionFailed");
        return !(condition instanceof PutCondition.Always) && refused
                || condition instanceof PutCondition.IfMatch && code(e).equals("NoSuchKey");
    }

    /** True where another conditional write of the same key was under way; a completion may say so under the status 200. */
    static boolean isConflict(SdkException e) {
        return Set.of(200, 409).contains(status(e))
                && Set.of("ConditionalRequestConflict", "OperationAborted").contains(code(e));
    }

    /** The failure of any request to a bucket that is not there. */
    static MlPlatformException missingBucket(SdkException e, String resource) {
        return new NotFoundException(
                resource, "there is no such bucket: create it, or check its name and the endpoint" + ids(e), e);
    }

    private static MlPlatformException answered(AwsServiceException e, S3Action action, String resource) {
        String ids = ids(e);
        switch (code(e)) {
            case "NoSuchBucket":
                return missingBucket(e, resource);
            case "ExpiredToken", "ExpiredTokenException", "InvalidToken", "TokenRefreshRequired", "RequestExpired":
                return new AccessDeniedException(
                        resource, "the credentials have expired: sign in again, or renew the session" + ids, e);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidClientTokenId":
                return new AccessDeniedException(
                        resource,
                        "the server does not accept the credentials (" + code(e)
                                + "): check the access key, its secret, and that both belong to this endpoint" + ids,
                        e);
            case "RequestTimeTooSkewed":
                return new AccessDeniedException(
                        resource, "this machine's clock is too far from the server's: set it" + ids, e);
            case "InvalidObjectState":
                return new RefusedException(
                        resource,
                        "the object is archived: restore it (RestoreObject), wait until that is done, then call again"
                                + ids,
                        e);
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException":
                return wrongRegion(e, resource);
            case "SlowDown",
                    "RequestTimeout",
                    "InternalError",
                    "ServiceUnavailable",
                    "OperationAborted",
                    "ConditionalRequestConflict":
                return unavailable(e, action, resource);
            case "BadDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch":
                return new StorageUnavailableException(
                        resource,
                        "the bytes that arrived are not those that were announced: they changed on the way, or their file was"
                                + " written to while it was sent: leave it alone, and call again" + said(e) + ids,
                        e);
            default:
                return byStatus(e, action, resource);
        }
    }

    private static MlPlatformException byStatus(AwsServiceException e, S3Action action, String resource) {
        int status = e.statusCode();
        if (!(e instanceof S3Exception) && status < 500 && status != 429) {
            return new AccessDeniedException(
                    resource,
                    "no credentials were given out for it: check the role, its trust policy and your sign-in" + said(e)
                            + ids(e),
                    e);
        }
        if (code(e).startsWith("KMS.")) {
            return new AccessDeniedException(
                    resource, "its KMS key cannot be used: check the key's state and policy" + said(e) + ids(e), e);
        }
        if (status == 401 || status == 403 || code(e).equals("AccessDenied")) {
            return denied(e, action, resource);
        }
        if (status == 404) {
            return new NotFoundException(resource, "there is no such thing" + said(e) + ids(e), e);
        }
        if (status == 301 || status == 307) {
            return wrongRegion(e, resource);
        }
        if (status == 429 || status >= 500 && status != 501) {
            return unavailable(e, action, resource);
        }
        String hint = status == 400 && code(e).isEmpty()
                ? ": sign in again if the session has expired, and check the bucket's region (an answer without a body"
                        + " says no more)"
                : "";
        return new RefusedException(resource, "it could not be " + action.participle() + hint + said(e) + ids(e), e);
    }

    // S3 hides whether a key exists from those who may not list: 403 where others see 404.
    private static MlPlatformException denied(AwsServiceException e, S3Action action, String resource) {
        String what = action == S3Action.READ
                ? "access is denied, or the key is absent and you may not list the bucket: ask for s3:GetObject on it and"
                        + " s3:ListBucket on the bucket (and kms:Decrypt where a KMS key is used)"
                : "access is denied: ask for " + action.right() + " on it"
                        + (action == S3Action.WRITE ? " (and kms:GenerateDataKey where a KMS key is used)" : "");
        return new AccessDeniedException(resource, what + said(e) + ids(e), e);
    }

    private static MlPlatformException wrongRegion(AwsServiceException e, String resource) {
        String region = Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
                .map(name -> "set the region to " + name)
                .orElse("set the bucket's region");
        return new RefusedException(resource, "the bucket is in another region: " + region + said(e) + ids(e), e);
    }

    private static MlPlatformException unavailable(AwsServiceException e, S3Action action, String resource) {
        return new StorageUnavailableException(
                resource, "it could not be " + action.participle() + ": call again later" + said(e) + ids(e), e);
    }

    private static MlPlatformException unanswered(SdkException e, S3Action action, String resource) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Unable to load credentials")) {
            return new AccessDeniedException(
                    resource,
                    "no credentials were found: sign in (aws sso login), set AWS_PROFILE, or pass a provider to S3Settings",
                    e);
        }
        if (message.startsWith("Unable to load region")) {
            return new RefusedException(resource, "no region was found: set AWS_REGION, or pass one to S3Settings", e);
        }
        return new StorageUnavailableException(
                resource,
                "it could not be " + action.participle() + ": there was no answer (" + shortened(message)
                        + "); check the endpoint and the network, then call again",
                e);
    }

    private static MlPlatformException uncertain(MlPlatformException last, String resource) {
        return new StorageUnavailableException(
                resource,
                "an attempt to write it went unanswered and may have taken effect, then a further one was refused: see"
                        + " what is there before you write again; the refusal was: "
                        + last.getMessage(),
                last);
    }

    private static Optional<AwsErrorDetails> details(SdkException e) {
        return e instanceof AwsServiceException answer
                ? Optional.ofNullable(answer.awsErrorDetails()).filter(details -> details.errorCode() != null)
                : Optional.empty();
    }

    static String said(AwsServiceException e) {
        String message = details(e).map(AwsErrorDetails::errorMessage).orElse("");
        return " (" + (code(e).isEmpty() ? "status " + e.statusCode() : code(e))
                + (message.isBlank() ? "" : ": " + shortened(message)) + ")";
    }

    static String ids(SdkException e) {
        if (!(e instanceof AwsServiceException answer)) {
            return "";
        }
        return Optional.ofNullable(answer.requestId())
                        .map(id -> " [request " + id + "]")
                        .orElse("")
                + Optional.ofNullable(answer.extendedRequestId())
                        .map(id -> " [host " + id + "]")
                        .orElse("");
    }

    private static String shortened(String message) {
        return message.length() <= MESSAGE_CHARS ? message : message.substring(0, MESSAGE_CHARS) + "…";
    }
}
