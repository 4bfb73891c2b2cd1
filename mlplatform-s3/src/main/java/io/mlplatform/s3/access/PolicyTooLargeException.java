package io.mlplatform.s3.access;

import io.mlplatform.MlPlatformException;

/** A policy for this layout would be larger than AWS takes; the message says what to change in the layout or the role. */
public final class PolicyTooLargeException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    PolicyTooLargeException(String policy, String message) {
        super("policy " + policy, message, false, null);
    }
}
