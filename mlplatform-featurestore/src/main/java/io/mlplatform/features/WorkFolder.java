package io.mlplatform.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the files of one piece of work; closing it deletes them. */
record WorkFolder(Path path) implements AutoCloseable {

    static WorkFolder create() {
        try {
            return new WorkFolder(Files.createTempDirectory("mlplatform-features"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for temporary files: set java.io.tmpdir to a place with room", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("'" + path + "' cannot be deleted: delete it by hand", e);
        }
    }
}
