package io.mlplatform.internal.manifest;

import io.mlplatform.internal.Utf8;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Text being put together as UTF-8 bytes, without a string in between. Not thread-safe. */
final class Utf8Buffer {

    private static final int DIGITS_OF_LONG = 20;

    private byte[] bytes;
    private int length;

    Utf8Buffer(int capacity) {
        bytes = new byte[capacity];
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** Appends a text of which nothing is escaped; a lone surrogate is an {@code IllegalArgumentException}. */
    Utf8Buffer text(String text) {
        int count = text.length();
        ensure(count);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                raw(Utf8.encode(text.substring(i)));
                return this;
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    /** Appends a text that is known to be ASCII. */
    Utf8Buffer ascii(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Appends a text that is known to have no lone surrogate, as a path has none. */
    Utf8Buffer wellFormed(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    Utf8Buffer raw(byte[] encoded) {
        return raw(encoded, 0, encoded.length);
    }

    /** Appends the bytes from {@code start} to before {@code end}. */
    Utf8Buffer raw(byte[] encoded, int start, int end) {
        int count = end - start;
        ensure(count);
        System.arraycopy(encoded, start, bytes, length, count);
        length += count;
        return this;
    }

    /** Appends a text in quotes if nothing in it has to be escaped and all is ASCII; otherwise false, and nothing is. */
    boolean quotedPlain(String text) {
        int count = text.length();
        ensure(count + 2);
        bytes[length] = '"';
        int at = length + 1;
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                return false;
            }
            bytes[at++] = (byte) c;
        }
        bytes[at++] = '"';
        length = at;
        return true;
    }

    Utf8Buffer one(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Appends a number that is not negative. */
    Utf8Buffer number(long number) {
        ensure(DIGITS_OF_LONG);
        int start = length;
        long rest = number;
        while (rest > Integer.MAX_VALUE) {
            bytes[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        // Most numbers are small, and divided faster for it.
        int small = (int) rest;
        do {
            bytes[length++] = (byte) ('0' + small % 10);
            small /= 10;
        } while (small > 0);
        for (int low = start, high = length - 1; low < high; low++, high--) {
            byte digit = bytes[low];
            bytes[low] = bytes[high];
            bytes[high] = digit;
        }
        return this;
    }

    void hashInto(MessageDigest hash) {
        hash.update(bytes, 0, length);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
