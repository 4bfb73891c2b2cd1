package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On files as git 2 lays them out. */
class GitHeadTest {

    private static final String COMMIT = "83baae61804e65cc73a7201a7252750c76066a30";
    private static final String OTHER = "aa218f56b14c9653891f9e74264a383fa43fefbd";

    @TempDir
    Path folder;

    @Test
    void aBranchLeadsToItsCommit() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/refs/heads/main", COMMIT + "\n");

        assertThat(GitHead.of(folder)).contains(new GitHead(COMMIT, Optional.of("main")));
    }

    @Test
    void aPackedBranchLeadsToItsCommit() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(
                ".git/packed-refs",
                "# pack-refs with: peeled fully-peeled sorted\n" + OTHER + " refs/heads/feature/main\n" + COMMIT
                        + " refs/heads/main\n^" + OTHER + "\n");

        assertThat(GitHead.of(folder).map(GitHead::commit)).contains(COMMIT);
    }

    @Test
    void aDetachedHeadIsTheCommit() throws IOException {
        write(".git/HEAD", COMMIT + "\n");

        assertThat(GitHead.of(folder).map(GitHead::commit)).contains(COMMIT);
    }

    @Test
    void aLinkedWorkTreeFindsItsBranchInTheMainOne() throws IOException {
        write("tree/.git", "gitdir: ../main/.git/worktrees/tree\n");
        write("main/.git/worktrees/tree/HEAD", "ref: refs/heads/topic\n");
        write("main/.git/worktrees/tree/commondir", "../..\n");
        write("main/.git/refs/heads/topic", COMMIT + "\n");

        assertThat(GitHead.of(folder.resolve("tree")).map(GitHead::commit)).contains(COMMIT);
    }

    @Test
    void aFolderWithoutGitAndAnUnbornBranchHaveNoCommit() throws IOException {
        assertThat(GitHead.of(folder)).isEmpty();

        write(".git/HEAD", "ref: refs/heads/main\n");
        assertThat(GitHead.of(folder)).isEmpty();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
