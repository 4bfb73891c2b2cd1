package io.mlplatform.s3;

import io.mlplatform.MlPlatformException;

/** The server does not copy an object by itself; whoever may read it can still send its bytes. */
final class CopyRefusedException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    /** @param answer what the failure would be if the bytes could not be sent */
    CopyRefusedException(String source, MlPlatformException answer) {
        super(source, "the server does not copy it by itself (" + answer.getMessage() + ")", false, answer);
    }
}
