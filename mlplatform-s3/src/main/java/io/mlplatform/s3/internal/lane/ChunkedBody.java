package io.mlplatform.s3.internal.lane;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A body in chunks, RFC 9112 section 7.1; extensions are skipped and trailers dropped, both within limits. */
final class ChunkedBody implements ResponseBody {

    /** Bytes of all extensions of one body at most: no server needs them, some attacks do. */
    static final int MOST_EXTENSION_BYTES = 16 << 10;

    private static final int LONGEST_SIZE_LINE = 1 << 10;
    // More digits might not fit into a long.
    private static final int MOST_HEX_DIGITS = 15;

    private final Incoming in;
    private final HeadReader heads;
    private final LineReader lines;
    private int extensionBytes;
    private boolean begun;
    private boolean ended;
    private long left;

    ChunkedBody(Incoming in, HeadReader heads, LineReader lines) {
        this.in = in;
        this.heads = heads;
        this.lines = lines;
    }

    @Override
    public ByteBuffer next() throws IOException {
        if (!ended && left == 0) {
            nextChunk();
        }
        if (ended) {
            return in.nothing();
        }
        if (!in.hasUnread() && !in.fill()) {
            throw new EOFException("the connection ended in a chunk, " + left + " bytes before its end");
        }
        ByteBuffer bytes = in.take(left);
        left -= bytes.remaining();
        return bytes;
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    private void nextChunk() throws IOException {
        if (begun) {
            lines.read(in, 0, "the end of a chunk");
        }
        begun = true;
        left = size(lines.read(in, LONGEST_SIZE_LINE, "the size of a chunk"));
        if (left == 0) {
            heads.skipTrailers(in);
            ended = true;
        }
    }

    private long size(int length) throws ProtocolViolation {
        byte[] line = lines.line();
        long size = 0;
        int digits = 0;
        while (digits < length) {
            int digit = digit(line[digits]);
            if (digit < 0) {
                break;
            }
            size = size << 4 | digit;
            digits++;
            if (digits > MOST_HEX_DIGITS) {
                throw new ProtocolViolation("the size of a chunk has too many digits");
            }
        }
        if (digits == 0) {
            throw new ProtocolViolation("a chunk does not begin with its size");
        }
        skipExtension(line, digits, length);
        return size;
    }

    // Character.digit would take the digits of other scripts too.
    private static int digit(int c) {
        if (Characters.isDigit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private void skipExtension(byte[] line, int from, int to) throws ProtocolViolation {
        int at = from;
        while (at < to && Characters.isBlank(line[at])) {
            at++;
        }
        if (from < to && (at == to || line[at] != ';')) {
            throw new ProtocolViolation("something else than an extension follows the size of a chunk");
        }
        extensionBytes += to - from;
        if (extensionBytes > MOST_EXTENSION_BYTES) {
            throw new ProtocolViolation("the extensions of chunks have more than " + MOST_EXTENSION_BYTES + " bytes");
        }
    }
}
