package io.mlplatform;

import org.jspecify.annotations.Nullable;

/** The store refused the request for want of a right, or of credentials. */
public class AccessDeniedException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    public AccessDeniedException(String resource, String message) {
        this(resource, message, null);
    }

    public AccessDeniedException(String resource, String message, @Nullable Throwable cause) {
        super(resource, message, false, cause);
    }
}
