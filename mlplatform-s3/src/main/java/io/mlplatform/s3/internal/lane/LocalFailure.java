package io.mlplatform.s3.internal.lane;

import java.io.IOException;

/** What went wrong on this side of the wire: the body's source could not be read, or its receiver failed. */
final class LocalFailure extends IOException {

    LocalFailure(String message, IOException cause) {
        super(message, cause);
    }
}
