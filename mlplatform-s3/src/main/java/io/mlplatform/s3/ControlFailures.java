package io.mlplatform.s3;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.model.IamException;

/** The SDK's failures of requests that set up buckets and roles, as ours. */
final class ControlFailures {

    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredToken", "InvalidToken", "InvalidAccessKeyId", "InvalidClientTokenId", "SignatureDoesNotMatch");

    private ControlFailures() {}

    /** The failure of a request that takes the IAM action {@code right}. */
    static MlPlatformException of(SdkException e, String right, String resource) {
        if (e instanceof AwsServiceException answer) {
            boolean denied = S3Failures.code(e).startsWith("AccessDenied")
                    || answer.statusCode() == 403 && S3Failures.code(e).isEmpty();
            if (denied) {
                return new AccessDeniedException(
                        resource,
                        "access is denied, or it is another's: ask for " + right + S3Failures.said(answer)
                                + S3Failures.ids(e),
                        e);
            }
            if (e instanceof IamException && !CREDENTIALS.contains(S3Failures.code(e))) {
                return ofIam(answer, resource);
            }
        }
        return S3Failures.of(e, S3Action.CONFIGURE, resource);
    }

    private static MlPlatformException ofIam(AwsServiceException e, String resource) {
        String said = S3Failures.said(e) + S3Failures.ids(e);
        return e.isThrottlingException() || e.statusCode() >= 500
                ? new StorageUnavailableException(resource, "it could not be set up: call again later" + said, e)
                : new RefusedException(resource, "it could not be set up" + said, e);
    }
}
