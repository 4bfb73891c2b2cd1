package io.mlplatform.testkit.format;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One gzip member (RFC 1952) and nothing after it; {@code GZIPInputStream} would read on into further members. */
final class GzipMember {
    private static final int TRAILER = 8;

    private GzipMember() {}

    static Optional<byte[]> unpack(byte[] stored) {
        int start = headerLength(stored);
        if (start < 0) {
            return Optional.empty();
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored, start, stored.length - start);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                out.write(buffer, 0, n);
            }
            byte[] unpacked = out.toByteArray();
            CRC32 crc = new CRC32();
            crc.update(unpacked);
            int trailer = stored.length - TRAILER;
            boolean whole = inflater.finished()
                    && inflater.getRemaining() == TRAILER
                    && littleEndian(stored, trailer) == (int) crc.getValue()
                    && littleEndian(stored, trailer + 4) == unpacked.length;
            return whole ? Optional.of(unpacked) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    /** Where the deflated bytes begin, or -1. */
    private static int headerLength(byte[] stored) {
        boolean gzip = stored.length >= 18 && littleEndian(stored, 0) << 8 == 0x088b1f << 8;
        if (!gzip) {
            return -1;
        }
        int flags = stored[3];
        int at = 10;
        if ((flags & 4) != 0) {
            at += 2 + (stored[at] & 0xff) + ((stored[at + 1] & 0xff) << 8);
        }
        for (int text = flags >> 3 & 3; text != 0; text &= text - 1) {
            while (at < stored.length && stored[at] != 0) {
                at++;
            }
            at++;
        }
        at += (flags & 2) != 0 ? 2 : 0;
        return at + TRAILER <= stored.length ? at : -1;
    }

    private static int littleEndian(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16 | bytes[at + 3] << 24;
    }
}
