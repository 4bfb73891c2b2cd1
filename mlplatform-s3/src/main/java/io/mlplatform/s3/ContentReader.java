package io.mlplatform.s3;

import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** One pass over a content, in pieces, that holds it to the length it announced. */
final class ContentReader implements AutoCloseable {

    private static final String REMEDY = "leave the source alone until the call returns";

    private final InputStream stream;
    private final String resource;

    ContentReader(Content content, String resource) {
        this.resource = resource;
        try {
            this.stream = content.open();
        } catch (IOException e) {
            throw unreadable(resource, e);
        }
    }

    /** The next {@code length} bytes. */
    byte[] next(int length) {
        try {
            byte[] bytes = new byte[length];
            if (stream.readNBytes(bytes, 0, length) < length) {
                throw tooShort(resource);
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(resource, e);
        }
    }

    /** Fails where there is more. */
    void requireEnd() {
        try {
            if (stream.read() >= 0) {
                throw new IllegalStateException(resource + ": the content is longer than it announced: " + REMEDY);
            }
        } catch (IOException e) {
            throw unreadable(resource, e);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw unreadable(resource, e);
        }
    }

    /** The failure of a source that ends before its time. */
    static IllegalStateException tooShort(String resource) {
        return new IllegalStateException(resource + ": the content is shorter than it announced: " + REMEDY);
    }

    /** The failure of a source that cannot be read. */
    static UncheckedIOException unreadable(String resource, IOException e) {
        return new UncheckedIOException(resource + ": the content could not be read", e);
    }
}
