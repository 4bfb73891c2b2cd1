package io.mlplatform;

import org.jspecify.annotations.Nullable;

/**
 * The store gave no usable answer (a time-out, a broken connection, throttling or a server error), or something on this side
 * stood in the way: an interrupt, a full disk, a source that cannot be read. The same call may succeed later.
 */
public class StorageUnavailableException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    public StorageUnavailableException(String resource, String message) {
        this(resource, message, null);
    }

    public StorageUnavailableException(String resource, String message, @Nullable Throwable cause) {
        super(resource, message, true, cause);
    }
}
