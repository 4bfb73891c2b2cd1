package io.mlplatform.store;

import io.mlplatform.internal.Utf8;

/**
 * The key of an object within a store: 1 to 1,024 UTF-8 bytes, {@code /}-separated, with no empty, {@code .} or
 * {@code ..} segment and no control character, so that it names one file on a disk too. Ordered by UTF-8 bytes, as
 * listings are.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming Amazon S3 objects</a>
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {

    /** The longest key that S3 stores, in UTF-8 bytes. */
    public static final int MAX_BYTES = 1024;

    public ObjectKey {
        int bytes = Utf8.length(value);
        if (bytes == 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a key has 1 to 1,024 UTF-8 bytes, this one has " + bytes + ": shorten the path or the zone root");
        }
        // By hand, as bulk calls make one for each object.
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '/') {
                requireName(value, from, i);
                from = i + 1;
            } else if (c < 0x20 || c == 0x7F) {
                throw new IllegalArgumentException(
                        "a key has no control character: " + value.replaceAll("\\p{Cntrl}", "?"));
            }
        }
        requireName(value, from, value.length());
    }

    private static void requireName(String value, int from, int to) {
        int length = to - from;
        boolean dots = length <= 2 && value.startsWith("..".substring(0, length), from);
        if (dots) {
            throw new IllegalArgumentException("a key has no empty, '.' or '..' segment: " + value);
        }
    }

    public static ObjectKey of(String value) {
        return new ObjectKey(value);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return Utf8.ORDER.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
