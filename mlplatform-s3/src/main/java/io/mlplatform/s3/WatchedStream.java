package io.mlplatform.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A stream that remembers what failed it, for those who hear of that from another thread only. */
final class WatchedStream extends FilterInputStream {

    private volatile @Nullable Exception failure;

    WatchedStream(InputStream in) {
        super(in);
    }

    /** Throws what a read failed with, if one did. */
    void rethrow() throws IOException {
        Exception known = failure;
        if (known instanceof IOException io) {
            throw io;
        }
        if (known instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
