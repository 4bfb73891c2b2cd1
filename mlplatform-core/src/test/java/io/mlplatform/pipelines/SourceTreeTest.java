package io.mlplatform.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {

    private static final List<String> ALL = List.of("**");

    @TempDir
    Path folder;

    @Test
    void gitsOwnFilesAreNeverBundled() throws IOException {
        file("train.py");
        file(".git/HEAD");
        file("library/.git");
        file(".gitignore");

        assertThat(paths(ALL, List.of())).containsExactlyInAnyOrder("train.py", ".gitignore");
    }

    @Test
    void whatIsExcludedTakesAllBelowWithIt() throws IOException {
        file("train.py");
        file("target/train.pyc");
        file("a/b/cache.tmp");
        file("top.tmp");

        assertThat(paths(ALL, List.of("target", "**/*.tmp"))).containsExactly("train.py");
    }

    @Test
    void onlyWhatIsIncludedIsBundled() throws IOException {
        file("train.py");
        file("a/eval.py");
        file("notes.txt");

        assertThat(paths(List.of("**/*.py"), List.of("a"))).containsExactly("train.py");
    }

    @Test
    void aSymbolicLinkIsRefusedUnlessItIsExcluded() throws IOException {
        file("train.py");
        Files.createSymbolicLink(folder.resolve("secrets"), folder.resolveSibling("elsewhere"));

        assertThatThrownBy(() -> paths(ALL, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secrets")
                .hasMessageContaining("exclude it");
        assertThat(paths(ALL, List.of("secrets"))).containsExactly("train.py");
    }

    @Test
    void namesAreBundledInUnicodeFormNfc() throws IOException {
        file("gro\u0308ße");

        assertThat(paths(ALL, List.of())).containsExactly("größe");
    }

    @Test
    void twoNamesThatAreOneInUnicodeFormNfcAreRefused() throws IOException {
        file("gro\u0308ße");
        file("größe");

        assertThatThrownBy(() -> paths(ALL, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NFC");
    }

    @Test
    void namesThatTheFormatKeepsForItselfAreNotSpecialInsideABundle() throws IOException {
        file("fixtures/_log/0.json");
        file("fixtures/Data");
        file("fixtures/data");

        assertThat(paths(ALL, List.of()))
                .containsExactlyInAnyOrder("fixtures/_log/0.json", "fixtures/Data", "fixtures/data");
    }

    @Test
    void namesThatToolsTakeForSomethingElseAreRefused() throws IOException {
        file("a\\b");

        assertThatThrownBy(() -> paths(ALL, List.of())).hasMessageContaining("backslash");
    }

    @Test
    void aFolderWithoutSourcesIsRefused() {
        assertThatThrownBy(() -> paths(ALL, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no file below");
        assertThatThrownBy(() -> SourceTree.files(folder.resolve("absent"), ALL, List.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent");
    }

    private Set<String> paths(List<String> included, List<String> excluded) {
        return SourceTree.files(folder, included, excluded).keySet();
    }

    private void file(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }
}
