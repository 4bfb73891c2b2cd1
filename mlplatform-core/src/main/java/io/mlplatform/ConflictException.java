package io.mlplatform;

import org.jspecify.annotations.Nullable;

/** Another writer changed the entity in a way that this change does not commute with; nothing was written by this call. */
public class ConflictException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String resource, String message) {
        this(resource, message, null);
    }

    public ConflictException(String resource, String message, @Nullable Throwable cause) {
        super(resource, message, false, cause);
    }
}
