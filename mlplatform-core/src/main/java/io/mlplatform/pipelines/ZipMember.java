package io.mlplatform.pipelines;

import io.mlplatform.internal.Utf8;
import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * A file of a {@link ZipBundle}, with its headers. Nothing in them comes from the file system but name and size.
 *
 * @param crc32 of the content
 */
record ZipMember(byte[] name, Content content, int crc32) {

    /** What a 32-bit field holds where the number stands in the ZIP64 field instead. */
    static final int SEE_ZIP64 = 0xFFFFFFFF;

    static final long MAX_32_BITS = 0xFFFFFFFFL;
    static final short VERSION_ZIP64 = 45;
    static final short MADE_BY_UNIX = 3 << 8;

    private static final short VERSION_STORED = 10;
    private static final short NAMES_IN_UTF8 = 1 << 11;
    private static final short DATE_1980_01_01 = 1 << 5 | 1;
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int BUFFER_BYTES = 1 << 16;

    // Executable for all: scripts run where they are unpacked, also if they came from a disk that knows no such right.
    private static final int REGULAR_FILE_RWXR_XR_X = 0100755 << 16;

    /** Reads the content once. */
    static ZipMember of(String path, Content content) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = content.open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                crc.update(buffer, 0, count);
            }
        }
        return new ZipMember(Utf8.encode(path), content, (int) crc.getValue());
    }

    /** The header in front of the content. */
    byte[] localHeader() {
        byte[] extra = isLarge() ? zip64(content.length(), content.length()) : new byte[0];
        ByteBuffer header =
                littleEndian(LOCAL_BYTES + name.length + extra.length).putInt(LOCAL_HEADER);
        return common(header, isLarge(), extra).put(name).put(extra).array();
    }

    /** The entry in the directory at the bundle's end; {@code offset} is where the local header begins. */
    byte[] centralHeader(long offset) {
        boolean far = offset >= MAX_32_BITS;
        byte[] extra = new byte[0];
        if (isLarge() && far) {
            extra = zip64(content.length(), content.length(), offset);
        } else if (isLarge()) {
            extra = zip64(content.length(), content.length());
        } else if (far) {
            extra = zip64(offset);
        }
        ByteBuffer header = littleEndian(CENTRAL_BYTES + name.length + extra.length)
                .putInt(CENTRAL_HEADER)
                .putShort((short) (MADE_BY_UNIX | VERSION_ZIP64));
        return common(header, isLarge() || far, extra)
                .putShort((short) 0) // no comment
                .putShort((short) 0) // the only disk
                .putShort((short) 0) // binary
                .putInt(REGULAR_FILE_RWXR_XR_X)
                .putInt(far ? SEE_ZIP64 : (int) offset)
                .put(name)
                .put(extra)
                .array();
    }

    static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private boolean isLarge() {
        return content.length() >= MAX_32_BITS;
    }

    // Stored, not deflated: two builds of zlib may compress the same bytes differently.
    private ByteBuffer common(ByteBuffer header, boolean zip64, byte[] extra) {
        int size = isLarge() ? SEE_ZIP64 : (int) content.length();
        return header.putShort(zip64 ? VERSION_ZIP64 : VERSION_STORED)
                .putShort(NAMES_IN_UTF8)
                .putShort((short) 0) // stored
                .putShort((short) 0) // midnight
                .putShort(DATE_1980_01_01)
                .putInt(crc32)
                .putInt(size)
                .putInt(size)
                .putShort((short) name.length)
                .putShort((short) extra.length);
    }

    private static byte[] zip64(long... numbers) {
        ByteBuffer field = littleEndian(4 + Long.BYTES * numbers.length)
                .putShort((short) 1)
                .putShort((short) (Long.BYTES * numbers.length));
        for (long number : numbers) {
            field.putLong(number);
        }
        return field.array();
    }
}
