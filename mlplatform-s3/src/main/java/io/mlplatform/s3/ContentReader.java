package io.mlplatform.s3;

import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** One pass over a content, in pieces, that holds it to the length it announced. */
final class ContentReader implements AutoCloseable {

    private final InputStream stream;
    private final long announced;
    private final String resource;

    ContentReader(Content content, String resource) {
        this.announced = content.length();
        this.resource = resource;
        try {
            this.stream = content.open();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The next {@code length} bytes. */
    byte[] next(int length) {
        try {
            byte[] bytes = stream.readNBytes(length);
            if (bytes.length < length) {
                throw new IllegalStateException(resource + ": the content is shorter than the " + announced
                        + " bytes it announced: leave the source alone until the call returns");
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Fails where there is more. */
    void requireEnd() {
        try {
            if (stream.read() >= 0) {
                throw new IllegalStateException(resource + ": the content is longer than the " + announced
                        + " bytes it announced: leave the source alone until the call returns");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException(resource + ": the content could not be read", e);
    }
}
