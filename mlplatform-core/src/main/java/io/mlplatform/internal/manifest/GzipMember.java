package io.mlplatform.internal.manifest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of exactly one gzip member, checked at its end. The JDK's own stream goes on with further members and takes
 * no notice of bytes behind them, so that one content would have many stored forms.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952, GZIP file format</a>
 */
final class GzipMember extends InputStream {

    private static final int FIXED_HEADER = 10;
    private static final int TRAILER = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final byte[] stored;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();

    GzipMember(byte[] stored) throws IOException {
        this.stored = stored;
        int start = headerLength();
        inflater.setInput(stored, start, stored.length - start);
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
        try {
            int count = inflater.inflate(buffer, offset, length);
            if (count > 0) {
                crc.update(buffer, offset, count);
                return count;
            }
        } catch (DataFormatException e) {
            throw new ZipException(String.valueOf(e.getMessage()));
        }
        if (!inflater.finished()) {
            throw new EOFException("the gzip member ends too early");
        }
        requireTrailer();
        return -1;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void requireTrailer() throws IOException {
        int at = stored.length - inflater.getRemaining();
        if (inflater.getRemaining() != TRAILER) {
            throw new ZipException("the gzip member's trailer is cut off, or something stands behind it");
        }
        if (number(at, 4) != crc.getValue() || number(at + 4, 4) != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("the gzip member's content is not that of its trailer");
        }
    }

    private int headerLength() throws IOException {
        if (stored.length < FIXED_HEADER || number(0, 2) != 0x8B1F || stored[2] != 8) {
            throw new ZipException("no gzip member");
        }
        int flags = stored[3] & 0xFF;
        if ((flags & RESERVED) != 0) {
            throw new ZipException("a gzip member of an unknown kind");
        }
        int at = FIXED_HEADER;
        if ((flags & EXTRA) != 0) {
            at += 2 + (int) number(at, 2);
        }
        if ((flags & NAME) != 0) {
            at = behindText(at);
        }
        if ((flags & COMMENT) != 0) {
            at = behindText(at);
        }
        if ((flags & HEADER_CRC) != 0) {
            at += 2;
        }
        if (at > stored.length) {
            throw new EOFException("the gzip member's header is cut off");
        }
        return at;
    }

    private int behindText(int start) throws IOException {
        for (int at = start; at < stored.length; at++) {
            if (stored[at] == 0) {
                return at + 1;
            }
        }
        throw new EOFException("the gzip member's header is cut off");
    }

    // Little-endian.
    private long number(int start, int length) throws IOException {
        if (start + length > stored.length) {
            throw new EOFException("the gzip member is cut off");
        }
        long number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = number << 8 | stored[start + i] & 0xFF;
        }
        return number;
    }
}
