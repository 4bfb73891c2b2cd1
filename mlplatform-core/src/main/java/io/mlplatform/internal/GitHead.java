package io.mlplatform.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commit that a git work tree stands on, read from git's own files.
 *
 * @param branch empty where none is checked out
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">gitrepository-layout</a>
 */
public record GitHead(String commit, Optional<String> branch) {

    private static final String SYMBOLIC = "ref: ";
    private static final String ELSEWHERE = "gitdir: ";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern REF = Pattern.compile("refs/[^\\p{Cntrl} ]{1,250}");
    private static final String BRANCHES = "refs/heads/";

    /** Empty where {@code folder} is not the top of a work tree, or nothing was committed there yet. */
    public static Optional<GitHead> of(Path folder) throws IOException {
        Path git = gitFolder(folder);
        Path head = git.resolve("HEAD");
        if (!Files.isRegularFile(head)) {
            return Optional.empty();
        }
        String text = Files.readString(head).strip();
        if (!text.startsWith(SYMBOLIC)) {
            return commit(text).map(commit -> new GitHead(commit, Optional.empty()));
        }
        String ref = text.substring(SYMBOLIC.length());
        if (!REF.matcher(ref).matches() || ref.contains("..")) {
            return Optional.empty();
        }
        String branch = ref.startsWith(BRANCHES) ? ref.substring(BRANCHES.length()) : ref;
        return commit(git, ref).map(commit -> new GitHead(commit, Optional.of(branch)));
    }

    // What is read goes into a bucket, and a crafted .git may lead to any file: only an object's name is passed on.
    private static Optional<String> commit(String text) {
        return Optional.of(text).filter(name -> COMMIT.matcher(name).matches());
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

    // A linked work tree keeps its HEAD apart, and shares the branches.
    private static Optional<String> commit(Path git, String ref) throws IOException {
        Path common = git.resolve("commondir");
        Path shared = Files.isRegularFile(common)
                ? git.resolve(Files.readString(common).strip())
                : git;
        for (Path place : new Path[] {git, shared}) {
            Path loose = place.resolve(ref);
            if (Files.isRegularFile(loose)) {
                return commit(Files.readString(loose).strip());
            }
        }
        Path packed = shared.resolve("packed-refs");
        if (!Files.isRegularFile(packed)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(packed)) {
            return lines.filter(line -> line.endsWith(" " + ref))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .findFirst()
                    .flatMap(GitHead::commit);
        }
    }
}
