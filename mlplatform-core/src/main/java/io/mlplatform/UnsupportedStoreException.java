package io.mlplatform;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot hold a platform: it lacks conditional writes, ordered listings or, on a disk, hard links, or has
 * names that this JVM reads as others.
 */
public class UnsupportedStoreException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    public UnsupportedStoreException(String resource, String message) {
        this(resource, message, null);
    }

    public UnsupportedStoreException(String resource, String message, @Nullable Throwable cause) {
        super(resource, message, false, cause);
    }
}
