package io.mlplatform;

import org.jspecify.annotations.Nullable;

/** The named entity, version, alias, file, object or bucket does not exist. */
public class NotFoundException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String resource, String message) {
        this(resource, message, null);
    }

    public NotFoundException(String resource, String message, @Nullable Throwable cause) {
        super(resource, message, false, cause);
    }
}
