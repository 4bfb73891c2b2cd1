package io.mlplatform.internal;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A stream that fails, before its last byte is handed on, unless length and digest are as announced; having failed, it fails
 * at each later read, so that whoever swallows the exception never takes the content for whole.
 */
public final class VerifyingInputStream extends FilterInputStream {

    private final MessageDigest hash = Digest.sha256();
    private final Predicate<Digest> expected;
    private final String resource;
    private final String remedy;
    private long left;
    private boolean checked;
    private @Nullable DataCorruptException failure;

    /** @param remedy what the reader is told to do, the end of the message */
    public VerifyingInputStream(InputStream in, long length, Digest expected, String resource, String remedy) {
        this(in, length, expected::equals, resource, remedy);
    }

    /** @param expected is asked once, about the digest of the whole */
    public VerifyingInputStream(
            InputStream in, long length, Predicate<Digest> expected, String resource, String remedy) {
        super(in);
        this.left = length;
        this.expected = expected;
        this.resource = resource;
        this.remedy = remedy;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            hash.update(buffer, offset, count);
            left -= count;
        }
        if (left < 0 || count < 0 && left > 0) {
            throw failed("its length is not the expected one");
        }
        boolean whole = left == 0 && count != 0 && !checked;
        checked |= whole;
        if (whole && !expected.test(Digest.finish(hash))) {
            throw failed("its bytes do not have the expected SHA-256");
        }
        return count;
    }

    private DataCorruptException failed(String what) {
        failure = new DataCorruptException(resource, what + ": " + remedy);
        return failure;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        byte[] buffer = new byte[8192];
        while (skipped < count) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
