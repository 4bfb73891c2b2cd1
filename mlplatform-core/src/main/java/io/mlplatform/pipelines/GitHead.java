package io.mlplatform.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commit that a git work tree stands on, read from git's own files.
 *
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">gitrepository-layout</a>
 */
final class GitHead {

    private static final String SYMBOLIC = "ref: ";
    private static final String ELSEWHERE = "gitdir: ";

    private GitHead() {}

    /** Empty where {@code folder} is no work tree, or nothing was committed there yet. */
    static Optional<String> of(Path folder) {
        try {
            Path git = gitFolder(folder);
            Path head = git.resolve("HEAD");
            if (!Files.isRegularFile(head)) {
                return Optional.empty();
            }
            String text = Files.readString(head).strip();
            return text.startsWith(SYMBOLIC) ? commit(git, text.substring(SYMBOLIC.length())) : Optional.of(text);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the git work tree '" + folder + "' cannot be read (" + e.getMessage()
                            + "): check its rights, or say the revision yourself",
                    e);
        }
    }

    // In a linked work tree, or a submodule, .git is a file.
    private static Path gitFolder(Path folder) throws IOException {
        Path git = folder.resolve(".git");
        if (!Files.isRegularFile(git)) {
            return git;
        }
        String text = Files.readString(git).strip();
        return text.startsWith(ELSEWHERE) ? folder.resolve(text.substring(ELSEWHERE.length())) : git;
    }

    private static Optional<String> commit(Path git, String ref) throws IOException {
        Path common = git.resolve("commondir");
        Path shared = Files.isRegularFile(common)
                ? git.resolve(Files.readString(common).strip())
                : git;
        for (Path place : new Path[] {git, shared}) {
            Path loose = place.resolve(ref);
            if (Files.isRegularFile(loose)) {
                return Optional.of(Files.readString(loose).strip());
            }
        }
        Path packed = shared.resolve("packed-refs");
        if (!Files.isRegularFile(packed)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(packed)) {
            return lines.filter(line -> line.endsWith(" " + ref))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .findFirst();
        }
    }
}
