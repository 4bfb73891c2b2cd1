package io.mlplatform.pipelines;

import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Content of zeros, which takes no room. */
record Zeros(long length) implements Content {

    private static final byte[] BLOCK = new byte[1 << 20];

    /** Writes the content into a file that has holes where whole blocks are zeros. */
    static Path sparse(Content content, Path file) throws IOException {
        byte[] block = new byte[BLOCK.length];
        try (InputStream in = content.open();
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                if (Arrays.equals(block, 0, count, BLOCK, 0, count)) {
                    out.position(out.position() + count);
                } else {
                    out.write(ByteBuffer.wrap(block, 0, count));
                }
            }
        }
        return file;
    }

    @Override
    public InputStream open() {
        return new InputStream() {
            private long rest = length;

            @Override
            public int read() {
                return rest-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] target, int offset, int count) {
                if (rest == 0) {
                    return -1;
                }
                int zeros = (int) Math.min(rest, count);
                Arrays.fill(target, offset, offset + zeros, (byte) 0);
                rest -= zeros;
                return zeros;
            }
        };
    }
}
