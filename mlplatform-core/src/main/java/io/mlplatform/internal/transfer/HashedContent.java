package io.mlplatform.internal.transfer;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.internal.VerifyingInputStream;
import io.mlplatform.store.Content;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.io.InputStream;

/**
 * Content of an upload, held to its length and digest: as a stream it cannot be read to its end unless they are as announced,
 * and whoever reads the source in another way tells what it found.
 */
public record HashedContent(Content source, Digest sha256, String resource) implements Content {

    private static final String REMEDY = "leave the source alone until the call returns, then try again";

    public static HashedContent of(Upload upload, String resource) {
        return new HashedContent(upload.content(), upload.sha256(), resource);
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public InputStream open() throws IOException {
        return new VerifyingInputStream(source.open(), length(), sha256, resource, REMEDY);
    }

    /** Fails unless the digest found is the one announced. */
    public void found(Digest digest) {
        if (!digest.equals(sha256)) {
            throw changed("its bytes do not have the SHA-256 " + sha256);
        }
    }

    /** The failure of a source that is not as it was announced. */
    public DataCorruptException changed(String what) {
        return new DataCorruptException(resource, what + ": " + REMEDY);
    }
}
