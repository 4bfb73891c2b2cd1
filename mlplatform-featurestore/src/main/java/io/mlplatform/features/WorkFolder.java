package io.mlplatform.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for the files of one piece of work; closing it deletes them. */
record WorkFolder(Path path) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

    static WorkFolder create() {
        try {
            return new WorkFolder(Files.createTempDirectory("mlplatform-features"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for temporary files: set java.io.tmpdir to a place with room", e);
        }
    }

    // What was published or written stands, whatever becomes of the temporary files: a failure here must not hide it.
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(WorkFolder::delete);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("'{}' cannot be deleted: delete it by hand", path, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
