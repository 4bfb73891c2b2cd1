package io.mlplatform.testkit;

import io.mlplatform.store.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Content that does not keep its word: it announces {@code length} bytes and does otherwise. */
record BrokenContent(long length, InputStreamSource source) implements Content {

    /** Makes the stream. */
    interface InputStreamSource {
        InputStream open();
    }

    /** Fails in the middle. */
    static Content failing(byte[] bytes) {
        return new BrokenContent(bytes.length, () -> new SequenceInputStream(
                new ByteArrayInputStream(bytes, 0, bytes.length / 2), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the source broke off, as this test wants");
                    }
                }));
    }

    /** Yields {@code bytes} although it announced {@code announced} bytes. */
    static Content announcing(long announced, byte[] bytes) {
        return new BrokenContent(announced, () -> new ByteArrayInputStream(bytes));
    }

    @Override
    public InputStream open() {
        return source.open();
    }
}
