package io.mlplatform.internal.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the bytes of a range in order; the buffer is the sender's, and empty afterwards. */
@FunctionalInterface
public interface ByteSink {
    void accept(ByteBuffer bytes) throws IOException;
}
