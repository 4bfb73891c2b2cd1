package io.mlplatform.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The project's Java files, of every module, as they lie in the working copy. */
final class SourceTree {

    private static final Path ROOT = root();

    private SourceTree() {}

    /** Files under {@code src/main}. */
    static List<Path> main() {
        return files(path -> path.startsWith(path.getName(0).resolve("src/main")));
    }

    /** Files under {@code src/main} and {@code src/test}. */
    static List<Path> all() {
        return files(path -> path.startsWith(path.getName(0).resolve("src")));
    }

    static List<String> lines(Path file) {
        return read(() -> Files.readAllLines(ROOT.resolve(file)));
    }

    static String architecturePage() {
        return read(() -> Files.readString(ROOT.resolve("ARCHITECTURE.md")));
    }

    /** {@code Digest} for {@code …/Digest.java}. */
    static String typeName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static List<Path> files(Predicate<Path> wanted) {
        return read(() -> {
            try (Stream<Path> modules = Files.list(ROOT)) {
                return modules.map(module -> module.resolve("src"))
                        .filter(Files::isDirectory)
                        .flatMap(SourceTree::walk)
                        .filter(path -> path.toString().endsWith(".java"))
                        .map(ROOT::relativize)
                        .filter(wanted)
                        .sorted()
                        .toList();
            }
        });
    }

    private static Stream<Path> walk(Path folder) {
        return read(() -> Files.walk(folder));
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "No ARCHITECTURE.md here or above " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    private interface Reading<T> {
        T run() throws IOException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
