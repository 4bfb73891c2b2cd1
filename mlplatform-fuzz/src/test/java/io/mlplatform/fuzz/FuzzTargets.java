package io.mlplatform.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The targets: every class of these tests whose name ends in {@code Fuzz}. */
final class FuzzTargets {

    private static final String SUFFIX = "Fuzz.class";

    private FuzzTargets() {}

    /** The targets' class names, in order. */
    static List<String> names() {
        Path classes = Path.of(System.getProperty("basedir", "mlplatform-fuzz"), "target", "test-classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(classes::relativize)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FuzzTarget named(String name) {
        try {
            return (FuzzTarget) Class.forName(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " is no target", e);
        }
    }
}
