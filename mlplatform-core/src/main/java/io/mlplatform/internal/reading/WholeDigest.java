package io.mlplatform.internal.reading;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds what is read from the first byte on, in order, to the digest of the whole; a leap ends that. Of one thread. */
final class WholeDigest {

    private static final long NOWHERE = -1;

    private final StoredFile file;
    private final MessageDigest hash = Digest.sha256();
    private long front = NOWHERE;
    private @Nullable DataCorruptException failure;

    WholeDigest(StoredFile file) {
        this.file = file;
    }

    /** Bytes that are about to be handed on; the last ones fail if the whole is another. */
    void update(long position, byte[] bytes, int offset, int count) {
        Optional<Digest> expected = file.sha256();
        if (expected.isEmpty()) {
            return;
        }
        if (position == 0) {
            hash.reset();
            front = 0;
        }
        if (position != front) {
            front = NOWHERE;
            return;
        }
        hash.update(bytes, offset, count);
        front += count;
        if (front == file.size()) {
            front = NOWHERE;
            require(expected.get(), Digest.finish(hash));
        }
    }

    /** Having failed, it fails for ever: whoever swallows the exception never takes the file for whole. */
    void requireSound() {
        if (failure != null) {
            throw failure;
        }
    }

    private void require(Digest expected, Digest actual) {
        if (!actual.equals(expected)) {
            failure = new DataCorruptException(
                    file.resource(),
                    "its bytes do not have the SHA-256 " + expected
                            + ": it was changed in the store; restore it, or use another version");
            throw failure;
        }
    }
}
