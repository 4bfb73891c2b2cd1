package io.mlplatform.internal.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes the bytes of requests to a file, each at its place. Of one thread. */
final class DiskReader implements BodyReader {

    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel file;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    DiskReader(FileChannel file) {
        this.file = file;
    }

    @Override
    public int take(InputStream body, long position, long most) throws IOException {
        int count = body.read(buffer, 0, (int) Math.min(most, BUFFER_BYTES));
        if (count > 0) {
            write(ByteBuffer.wrap(buffer, 0, count), position);
        }
        return count;
    }

    // Unchecked, so that it is not taken for the body's failure and asked for again.
    private void write(ByteBuffer bytes, long position) {
        try {
            long to = position;
            while (bytes.hasRemaining()) {
                to += file.write(bytes, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
