package io.mlplatform.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A slice of a file as a stream; closing it leaves the file open. Not thread-safe, but many may read one file. */
final class SliceStream extends InputStream {

    private final FileChannel file;
    private final long end;
    private long position;

    SliceStream(FileChannel file, long position, long length) {
        this.file = file;
        this.position = position;
        this.end = position + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int most = (int) Math.min(length, end - position);
        int count = most == 0 ? -1 : file.read(ByteBuffer.wrap(buffer, offset, most), position);
        position += Math.max(0, count);
        return count;
    }
}
