package io.mlplatform.store;

import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.transfer.FileContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes of known length that can be read again, so that a retry is always possible. */
public interface Content {

    /** The length in bytes; {@link #open()} yields exactly as many, or fails. */
    long length();

    /** A new stream from the first byte; the caller closes it. */
    InputStream open() throws IOException;

    /** These bytes, not copied: the caller no longer changes them. */
    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** This text as UTF-8. */
    static Content of(String text) {
        return of(Utf8.encode(text));
    }

    /** The file as it is at the time of this call: a file that changes its length afterwards is refused when it is read. */
    static Content of(Path file) throws IOException {
        return new FileContent(file, Files.size(file));
    }
}
