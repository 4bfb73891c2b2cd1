package io.mlplatform;

import org.jspecify.annotations.Nullable;

/** Something of that name exists with other content, and nothing was replaced. */
public class AlreadyExistsException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    public AlreadyExistsException(String resource, String message) {
        this(resource, message, null);
    }

    public AlreadyExistsException(String resource, String message, @Nullable Throwable cause) {
        super(resource, message, false, cause);
    }
}
