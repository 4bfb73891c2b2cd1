package io.mlplatform.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run knows of where it was started: repositories are written by hand, so that no git is needed. */
class EnvironmentSnapshotTest {

    private static final String REVISION = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";

    @Test
    void aRevisionIsReadFromTheBranchThatIsCheckedOut(@TempDir Path folder) throws IOException {
        write(folder, ".git/HEAD", "ref: refs/heads/trial/a\n");
        write(folder, ".git/refs/heads/trial/a", REVISION + "\n");
        Path below = Files.createDirectories(folder.resolve("src/main"));

        GitRevision git = GitRevision.of(below).orElseThrow();

        assertThat(git.revision()).isEqualTo(REVISION);
        assertThat(git.branch()).contains("trial/a");
    }

    @Test
    void aRevisionIsReadFromPackedRefsFromAHeadWithoutBranchAndThroughALinkedWorkTree(@TempDir Path folder)
            throws IOException {
        write(folder, "main/.git/HEAD", REVISION);
        write(folder, "main/.git/packed-refs", "# pack-refs with: peeled\n" + REVISION + " refs/heads/trial\n");
        write(folder, "main/.git/worktrees/other/HEAD", "ref: refs/heads/trial");
        write(folder, "main/.git/worktrees/other/commondir", "../..\n");
        write(folder, "other/.git", "gitdir: ../main/.git/worktrees/other\n");

        assertThat(GitRevision.of(folder.resolve("main")))
                .hasValueSatisfying(git -> assertThat(git.revision()).isEqualTo(REVISION))
                .hasValueSatisfying(git -> assertThat(git.branch()).isEmpty());
        assertThat(GitRevision.of(folder.resolve("other")))
                .hasValueSatisfying(git -> assertThat(git.revision()).isEqualTo(REVISION))
                .hasValueSatisfying(git -> assertThat(git.branch()).contains("trial"));
    }

    @Test
    void aRepositoryThatCannotBeReadIsNone(@TempDir Path folder) throws IOException {
        write(folder, "empty/.git/HEAD", "ref: refs/heads/unborn\n");
        write(folder, "broken/.git", "no pointer");

        assertThat(GitRevision.of(folder.resolve("empty"))).isEmpty();
        assertThat(GitRevision.of(folder.resolve("broken"))).isEmpty();
        assertThat(EnvironmentSnapshot.take(folder.resolve("broken")).git()).isEmpty();
    }

    @Test
    void aChangeOfTrackedFilesShowsInTheLabel() {
        assertThat(new GitRevision(REVISION, Optional.empty(), Optional.of(true)).label())
                .isEqualTo(REVISION + "-dirty");
        assertThat(new GitRevision(REVISION, Optional.empty(), Optional.of(false)).label())
                .isEqualTo(REVISION);
        assertThat(new GitRevision(REVISION, Optional.empty(), Optional.empty()).label())
                .isEqualTo(REVISION);
    }

    private static void write(Path folder, String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
