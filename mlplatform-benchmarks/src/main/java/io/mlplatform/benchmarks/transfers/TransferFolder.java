package io.mlplatform.benchmarks.transfers;

import io.mlplatform.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of a workload's files. Removed with all that is in it when closed. */
record TransferFolder(Path path) implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    /** A new one in another. */
    static TransferFolder in(Path parent, String name) {
        try {
            return new TransferFolder(Files.createTempDirectory(parent, name + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new one among the system's temporary files. */
    static TransferFolder temporary(String name) {
        return in(Path.of(System.getProperty("java.io.tmpdir")), name);
    }

    /** A new one of this name in another. */
    static TransferFolder named(Path parent, String name) {
        try {
            return new TransferFolder(Files.createDirectory(parent.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes all files of the workload. */
    void fill(Workload workload) {
        Pattern pattern = Pattern.of(workload.size());
        workload.names().forEach(name -> pattern.write(path.resolve(name)));
    }

    /** Reads all files of the workload, in order, and refuses one that differs. */
    void verify(Workload workload, Digest expected) {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (String name : workload.names()) {
            MessageDigest hash = Digest.sha256();
            try (InputStream in = Files.newInputStream(path.resolve(name))) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    hash.update(buffer, 0, count);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (!Digest.finish(hash).equals(expected)) {
                throw new IllegalStateException(path.resolve(name) + " is not what the server holds");
            }
        }
    }

    /** Removes what is in it, folders too. */
    void clear() {
        try (Stream<Path> entries = Files.walk(path)) {
            entries.sorted(Comparator.reverseOrder())
                    .filter(entry -> !entry.equals(path))
                    .forEach(TransferFolder::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (Files.exists(path)) {
            clear();
            delete(path);
        }
    }

    private static void delete(Path entry) {
        try {
            Files.delete(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
