package io.mlplatform.features.online;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns SageMaker's failures into ours, with the request's id. */
final class SageMakerFailures {

    private SageMakerFailures() {}

    static MlPlatformException of(String resource, SdkException e) {
        if (!(e instanceof AwsServiceException answer)
                || answer.isThrottlingException()
                || answer.statusCode() >= 500) {
            return new StorageUnavailableException(
                    resource,
                    "was not reached (" + e.getMessage() + "): try again later, with fewer calls at a time",
                    e);
        }
        return switch (answer.statusCode()) {
            case 401, 403 ->
                new AccessDeniedException(
                        resource, "is not allowed (" + e.getMessage() + "): ask for rights on the feature group", e);
            case 404 -> new NotFoundException(resource, "is not there (" + e.getMessage() + "): define it first", e);
            default -> new ConflictException(resource, "was refused by SageMaker: " + e.getMessage(), e);
        };
    }

    /** One record that SageMaker reports on. */
    static MlPlatformException of(String resource, String code, String message) {
        String said = code + ": " + message;
        return switch (code) {
            case "AccessDenied", "AccessForbidden", "AccessDeniedException" ->
                new AccessDeniedException(resource, said + ": ask for rights on the feature group");
            case "ResourceNotFound" -> new NotFoundException(resource, said + ": define the group first");
            case "ValidationError", "ValidationException" -> new ConflictException(resource, said);
            default -> new StorageUnavailableException(resource, said + ": ask again");
        };
    }
}
