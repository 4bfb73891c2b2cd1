package io.mlplatform;

import io.mlplatform.internal.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the platform or of the store under it. The message says what happened, on which resource, with which
 * request id where there is one, and what to do; it never holds a secret. Misuse of the API is an
 * {@link IllegalArgumentException} or {@link IllegalStateException} instead.
 */
public class MlPlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String resource;
    private final boolean retryable;

    protected MlPlatformException(String resource, String message, boolean retryable, @Nullable Throwable cause) {
        super(Printable.line(resource) + ": " + Printable.line(message), cause);
        this.resource = resource;
        this.retryable = retryable;
    }

    /** What the failure is about: a reference ({@code mlp://…}), a key or a location. */
    public String resource() {
        return resource;
    }

    /** True where the same call may succeed later with nothing changed by the caller. */
    public boolean isRetryable() {
        return retryable;
    }
}
