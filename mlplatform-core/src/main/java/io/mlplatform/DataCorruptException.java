package io.mlplatform;

import org.jspecify.annotations.Nullable;

/** Stored bytes are not what the format or their digest says, or they are of a newer format than this reader. */
public class DataCorruptException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    public DataCorruptException(String resource, String message) {
        this(resource, message, null);
    }

    public DataCorruptException(String resource, String message, @Nullable Throwable cause) {
        super(resource, message, false, cause);
    }
}
