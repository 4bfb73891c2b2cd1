package io.mlplatform.s3.internal.lane;

import java.io.IOException;

/** An answer that is not what HTTP/1.1 or the request allows, so that no byte of it can be trusted. */
final class ProtocolViolation extends IOException {

    ProtocolViolation(String message) {
        super(message);
    }
}
