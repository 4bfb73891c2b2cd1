package io.mlplatform.internal.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Writes a {@code .tar.gz} whose bytes depend on the files' paths and bytes alone: no time, owner, locale or compressor
 * enters. The caller adds files in order of path. Not thread-safe; closing it ends the archive and closes the stream below.
 */
public final class TarGz implements Closeable {

    private final StoredGzip out;

    public TarGz(OutputStream out) throws IOException {
        this.out = new StoredGzip(out);
    }

    /**
     * Adds a file.
     *
     * @param size in bytes; the content must have as many
     */
    public void add(String path, long size, InputStream content) throws IOException {
        out.write(TarHeader.of(path, size));
        long copied = content.transferTo(out);
        if (copied != size) {
            throw new IOException("'" + path + "' has " + copied + " bytes, not the announced " + size);
        }
        out.write(TarHeader.padding(size));
    }

    /** Ends the archive; what is not ended is no archive. */
    public void finish() throws IOException {
        out.write(new byte[2 * TarHeader.BLOCK]);
        out.close();
    }

    /** Closes the stream below, also where the archive was given up. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
