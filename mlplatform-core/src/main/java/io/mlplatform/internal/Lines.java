package io.mlplatform.internal;

import io.mlplatform.DataCorruptException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** The lines of a stream one by one, so that as much of it is held as a line has. */
public final class Lines {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LONGEST = 1 << 20;

    private Lines() {}

    /**
     * Hands on each line without its end; the stream is read to its own end and not closed.
     *
     * @throws DataCorruptException a line has more than a mebibyte, or the last one has no end
     */
    public static void read(InputStream in, String resource, Consumer<byte[]> reader) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            int start = 0;
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, start, i - start);
                    reader.accept(line.toByteArray());
                    line.reset();
                    start = i + 1;
                }
            }
            line.write(buffer, start, count - start);
            if (line.size() > LONGEST) {
                throw new DataCorruptException(resource, "has a line of more than " + LONGEST + " bytes: restore it");
            }
        }
        if (line.size() > 0) {
            throw new DataCorruptException(resource, "ends within a line: restore it");
        }
    }
}
