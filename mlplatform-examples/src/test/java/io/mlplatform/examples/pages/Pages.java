package io.mlplatform.examples.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's pages and sources, as they lie in the working copy. */
final class Pages {

    /** The working copy. */
    static final Path ROOT = Path.of(System.getProperty("basedir", "mlplatform-examples"))
            .toAbsolutePath()
            .getParent();

    private Pages() {}

    /** README and what lies under {@code docs}, in order of name. */
    static List<Path> all() {
        return Stream.concat(Stream.of(ROOT.resolve("README.md")), below(ROOT.resolve("docs"), ".md").stream())
                .toList();
    }

    /** The Java files of every module. */
    static List<Path> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(sources -> below(sources, ".java").stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder whose name ends so, in order of name. */
    static List<Path> below(Path folder, String end) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(end))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
