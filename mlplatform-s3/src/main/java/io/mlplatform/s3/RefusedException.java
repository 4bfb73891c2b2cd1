package io.mlplatform.s3;

import io.mlplatform.MlPlatformException;
import org.jspecify.annotations.Nullable;

/** S3 refused the request for a reason that no repetition removes and no right: the message says which. */
final class RefusedException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    RefusedException(String resource, String message, @Nullable Throwable cause) {
        super(resource, message, false, cause);
    }
}
