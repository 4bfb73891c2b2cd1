package io.mlplatform.internal.archive;

import io.mlplatform.internal.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * The header of one regular file in a tar archive (POSIX.1-2017, {@code pax}): ustar where the path and the size fit, else
 * an extended header before it. Owner, group and time are zero, the mode is {@code rw-r--r--}.
 */
final class TarHeader {

    static final int BLOCK = 512;

    private static final int NAME_BYTES = 100;
    private static final int PREFIX_BYTES = 155;
    private static final int NAME_AT = 0;
    private static final int MODE_AT = 100;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final long MAX_OCTAL_SIZE = 0_77777777777L;

    private TarHeader() {}

    /** The blocks that stand before the file's bytes. */
    static byte[] of(String path, long size) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        int slash = split(path);
        boolean fits = isAscii(path) && (path.length() <= NAME_BYTES || slash > 0);
        if (!fits) {
            records.writeBytes(record("path", path));
        }
        if (size > MAX_OCTAL_SIZE) {
            records.writeBytes(record("size", Long.toString(size)));
        }
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        if (records.size() > 0) {
            blocks.writeBytes(block("", "PaxHeaders/file", records.size(), 'x'));
            blocks.writeBytes(records.toByteArray());
            blocks.writeBytes(padding(records.size()));
        }
        String prefix = fits && path.length() > NAME_BYTES ? path.substring(0, slash) : "";
        String name = prefix.isEmpty() ? path : path.substring(slash + 1);
        blocks.writeBytes(block(prefix, fits ? name : plain(path), size > MAX_OCTAL_SIZE ? 0 : size, '0'));
        return blocks.toByteArray();
    }

    /** What fills the last block behind {@code size} bytes. */
    static byte[] padding(long size) {
        return new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)];
    }

    private static byte[] block(String prefix, String name, long size, char type) {
        byte[] block = new byte[BLOCK];
        put(block, NAME_AT, name);
        put(block, MODE_AT, "0000644\0" + "0000000\0" + "0000000\0");
        put(block, SIZE_AT, String.format(Locale.ROOT, "%011o\0%011o\0", size, 0));
        put(block, CHECKSUM_AT, "        ");
        put(block, TYPE_AT, String.valueOf(type));
        put(block, MAGIC_AT, "ustar\0" + "00");
        put(block, PREFIX_AT, prefix);
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xFF;
        }
        put(block, CHECKSUM_AT, String.format(Locale.ROOT, "%06o\0 ", sum));
        return block;
    }

    private static void put(byte[] block, int at, String ascii) {
        byte[] bytes = Utf8.encode(ascii);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    // A record begins with its own length, whose digits count too.
    private static byte[] record(String key, String value) {
        byte[] tail = Utf8.encode(" " + key + "=" + value + "\n");
        int length = tail.length + 1;
        while (String.valueOf(length).length() + tail.length != length) {
            length = String.valueOf(length).length() + tail.length;
        }
        byte[] head = Utf8.encode(String.valueOf(length));
        byte[] record = Arrays.copyOf(head, length);
        System.arraycopy(tail, 0, record, head.length, tail.length);
        return record;
    }

    /** The slash that cuts a long path into a prefix and a name that fit, or -1. */
    private static int split(String path) {
        int slash = path.indexOf('/', Math.max(0, path.length() - NAME_BYTES - 1));
        return slash > 0 && slash <= PREFIX_BYTES && slash < path.length() - 1 ? slash : -1;
    }

    private static boolean isAscii(String path) {
        return path.chars().allMatch(each -> each < 0x80);
    }

    /** A name for readers that do not know extended headers. */
    private static String plain(String path) {
        String ascii = path.replaceAll("[^\\x20-\\x7e]", "_");
        return ascii.substring(Math.max(0, ascii.length() - NAME_BYTES));
    }
}
