package io.mlplatform.store;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Content whose stream fails before its last byte is handed on unless length and digest are as announced. */
record VerifiedContent(Content content, Digest sha256, String resource) implements Content {

    @Override
    public long length() {
        return content.length();
    }

    @Override
    public InputStream open() throws IOException {
        InputStream stream = new VerifyingStream(content.open());
        if (length() == 0 && stream.read() >= 0) {
            throw new IllegalStateException("an empty content yielded bytes");
        }
        return stream;
    }

    private final class VerifyingStream extends FilterInputStream {
        private final MessageDigest hash = Digest.sha256();
        private long left = length();

        VerifyingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                hash.update(buffer, offset, count);
                left -= count;
            }
            if (left < 0 || count < 0 && left > 0) {
                throw changed("its length changed");
            }
            if (left == 0 && count > 0 && !Digest.finish(hash).equals(sha256)) {
                throw changed("its bytes do not have the digest " + sha256);
            }
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private DataCorruptException changed(String what) {
            return new DataCorruptException(
                    resource,
                    what + " while it was read: leave the source alone until the call returns, then try again");
        }
    }
}
