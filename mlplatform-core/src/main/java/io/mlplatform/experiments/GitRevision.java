package io.mlplatform.experiments;

import io.mlplatform.internal.GitHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The commit that a folder's code is checked out at. The files below {@code .git} tell it; only whether tracked files
 * were changed since is asked of the {@code git} program.
 *
 * @param branch empty where none is checked out
 * @param dirty empty where git is not there to tell, or takes too long
 */
record GitRevision(String revision, Optional<String> branch, Optional<Boolean> dirty) {

    private static final int PATIENCE_SECONDS = 5;

    /** The revision of the repository that the folder is in; empty where there is none, or it cannot be read. */
    static Optional<GitRevision> of(Path folder) {
        try {
            for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
                if (Files.exists(at.resolve(".git"))) {
                    Optional<Boolean> dirty = dirty(at);
                    return GitHead.of(at).map(head -> new GitRevision(head.commit(), head.branch(), dirty));
                }
            }
        } catch (IOException | RuntimeException e) {
            // A run is not worth less for a repository that is in the middle of something.
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** The revision, marked where tracked files were changed: {@code 0a1b…-dirty}. */
    String label() {
        return dirty.orElse(false) ? revision + "-dirty" : revision;
    }

    private static Optional<Boolean> dirty(Path folder) {
        @Nullable Process process = null;
        try {
            process = new ProcessBuilder(List.of(
                            "git",
                            "--no-optional-locks",
                            "-c",
                            "core.fsmonitor=false",
                            "diff",
                            "--quiet",
                            "--no-ext-diff",
                            "--no-textconv",
                            "HEAD"))
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() <= 1 ? Optional.of(process.exitValue() == 1) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
