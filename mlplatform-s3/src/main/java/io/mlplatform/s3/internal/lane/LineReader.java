package io.mlplatform.s3.internal.lane;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads lines that end in CR LF, as RFC 9112 has them: neither character stands alone, and no other control but tab. */
final class LineReader {

    /** Bytes of the longest line. */
    static final int LONGEST = 8 << 10;

    private final byte[] line = new byte[LONGEST];

    /** The bytes of the line that was read last. */
    byte[] line() {
        return line;
    }

    /** Reads a line of so many bytes at most; its length without its end. */
    int read(Incoming in, int most, String what) throws IOException {
        int length = 0;
        boolean ending = false;
        while (true) {
            if (!in.hasUnread() && !in.fill()) {
                throw new EOFException("the connection ended in " + what);
            }
            ByteBuffer bytes = in.unread();
            int position = bytes.position();
            int limit = bytes.limit();
            while (position < limit) {
                int c = bytes.get(position++) & 0xff;
                if (ending) {
                    requireLineFeed(c, what);
                    bytes.position(position);
                    return length;
                }
                if (c == '\r') {
                    ending = true;
                } else {
                    requireText(c, what);
                    if (length == most) {
                        throw new ProtocolViolation(what + " is longer than " + most + " bytes");
                    }
                    line[length++] = (byte) c;
                }
            }
            bytes.position(position);
        }
    }

    private static void requireLineFeed(int c, String what) throws ProtocolViolation {
        if (c != '\n') {
            throw new ProtocolViolation("a carriage return stands alone in " + what);
        }
    }

    private static void requireText(int c, String what) throws ProtocolViolation {
        if ((c < ' ' && c != '\t') || c == 0x7f) {
            throw new ProtocolViolation("the control character " + c + " stands in " + what);
        }
    }
}
