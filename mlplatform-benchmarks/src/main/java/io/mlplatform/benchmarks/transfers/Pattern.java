package io.mlplatform.benchmarks.transfers;

import io.mlplatform.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * What the null server's objects hold: pseudo-random bytes that repeat with a period which divides no usual size of a part,
 * so that a part in the wrong place shows. Immutable.
 */
final class Pattern {

    private static final int PERIOD = (8 << 20) + 8192;
    private static final long SEED = 88172645463325252L;

    private final byte[] bytes;
    private final int size;

    private Pattern(byte[] bytes, int size) {
        this.bytes = bytes;
        this.size = size;
    }

    /** An object of so many bytes. */
    static Pattern of(int size) {
        int length = Math.min(PERIOD, (size + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
        ByteBuffer words = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        long word = SEED;
        while (words.hasRemaining()) {
            word ^= word << 13;
            word ^= word >>> 7;
            word ^= word << 17;
            words.putLong(word);
        }
        return new Pattern(words.array(), size);
    }

    Digest digest() {
        MessageDigest hash = Digest.sha256();
        for (int offset = 0; offset < size; offset += bytes.length) {
            hash.update(bytes, 0, Math.min(bytes.length, size - offset));
        }
        return Digest.finish(hash);
    }

    /** Makes one such file. */
    void write(Path file) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int offset = 0; offset < size; offset += bytes.length) {
                out.write(bytes, 0, Math.min(bytes.length, size - offset));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
