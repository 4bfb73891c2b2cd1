package io.mlplatform.internal.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * A gzip member (RFC 1952) of stored blocks: what deflate makes of the same bytes differs with the zlib that a JVM runs on,
 * and weights hardly shrink. Not thread-safe; closing it ends the member and closes the stream below.
 */
final class StoredGzip extends OutputStream {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int BLOCK_BYTES = 65_535;

    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[BLOCK_BYTES];
    private int filled;
    private long length;
    private boolean closed;

    StoredGzip(OutputStream out) throws IOException {
        this.out = out;
        out.write(HEADER);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        crc.update(bytes, offset, count);
        length += count;
        int from = offset;
        int left = count;
        while (left > 0) {
            if (filled == BLOCK_BYTES) {
                writeBlock(0);
            }
            int part = Math.min(left, BLOCK_BYTES - filled);
            System.arraycopy(bytes, from, block, filled, part);
            filled += part;
            from += part;
            left -= part;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            writeBlock(1);
            writeLittleEndian(crc.getValue(), 4);
            writeLittleEndian(length, 4);
        }
    }

    private void writeBlock(int isLast) throws IOException {
        out.write(isLast);
        writeLittleEndian(filled, 2);
        writeLittleEndian(~filled, 2);
        out.write(block, 0, filled);
        filled = 0;
    }

    private void writeLittleEndian(long value, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> 8 * i) & 0xFF);
        }
    }
}
