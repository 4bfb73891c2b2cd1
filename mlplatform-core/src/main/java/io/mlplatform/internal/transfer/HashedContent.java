package io.mlplatform.internal.transfer;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.VerifyingInputStream;
import io.mlplatform.store.Content;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Content of an upload, held to its length, and to the digest that was announced or that the first reading of it finds: as a
 * stream it cannot be read to its end otherwise, and whoever reads the source in another way tells what it found. Thread-safe.
 */
public final class HashedContent implements Content {

    private static final String REMEDY = "leave the source alone until the call returns, then try again";

    private final Content source;
    private final String resource;
    private Optional<Digest> sha256;

    private HashedContent(Content source, Optional<Digest> sha256, String resource) {
        this.source = source;
        this.sha256 = sha256;
        this.resource = resource;
    }

    public static HashedContent of(Upload upload, String resource) {
        return new HashedContent(upload.content(), upload.sha256(), resource);
    }

    public Content source() {
        return source;
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public InputStream open() throws IOException {
        return new VerifyingInputStream(source.open(), length(), this::isFound, resource, REMEDY);
    }

    /** Fails unless the digest found is the one announced, or found before. */
    public void found(Digest digest) {
        if (!isFound(digest)) {
            throw changed("its bytes do not have the expected SHA-256");
        }
    }

    /** The digest; the source is read where nobody has read it yet. */
    public Digest sha256() {
        Optional<Digest> known = known();
        return known.isPresent() ? known.get() : read();
    }

    /** The failure of a source that is not as it was announced. */
    public DataCorruptException changed(String what) {
        return new DataCorruptException(resource, what + ": " + REMEDY);
    }

    private Digest read() {
        try (InputStream in = open()) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new StorageUnavailableException(resource, "the content could not be read: " + REMEDY, e);
        }
        return known().orElseThrow();
    }

    private synchronized Optional<Digest> known() {
        return sha256;
    }

    private synchronized boolean isFound(Digest digest) {
        if (sha256.isEmpty()) {
            sha256 = Optional.of(digest);
        }
        return sha256.get().equals(digest);
    }
}
