package io.mlplatform.s3.provision;

import io.mlplatform.MlPlatformException;

/** A template would be larger than CloudFormation takes; the message says what to do instead. */
public final class TemplateTooLargeException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    TemplateTooLargeException(String stack, String message) {
        super("stack " + stack, message, false, null);
    }
}
