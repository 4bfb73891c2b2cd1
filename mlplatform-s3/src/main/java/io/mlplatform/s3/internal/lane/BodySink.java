package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Receives the bytes of an answer's body in order. */
@FunctionalInterface
public interface BodySink {

    /** Takes all that remains; the buffer is the connection's own and may not be kept. */
    void accept(ByteBuffer bytes) throws IOException;
}
