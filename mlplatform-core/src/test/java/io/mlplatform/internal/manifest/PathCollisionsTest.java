package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PathCollisionsTest {

    @Test
    void pathsThatDifferInCaseOnlyCollide() {
        assertThat(PathCollisions.among(List.of("a/B.csv", "a/b.csv")))
                .containsExactly("'a/B.csv' and 'a/b.csv' are equal but for case");
        assertThat(PathCollisions.among(List.of("ÄRGER", "ärger"))).hasSize(1);
        assertThat(PathCollisions.among(List.of("ΣΑΣ", "σας"))).hasSize(1);
    }

    @Test
    void foldersThatDifferInCaseOnlyCollideOnce() {
        assertThat(PathCollisions.among(List.of("A/x", "a/y", "a/z")).get(0))
                .contains("'A'", "'a'", "equal but for case");
    }

    @Test
    void aFileThatIsAFolderOfAnotherCollides() {
        assertThat(PathCollisions.among(List.of("a", "a/b"))).containsExactly("'a' is a file and a folder of 'a/b'");
        assertThat(PathCollisions.among(List.of("a/b/c", "A"))).hasSize(1);
    }

    @Test
    void whatOnlyLooksAlikeDoesNot() {
        assertThat(PathCollisions.among(List.of("a", "ab", "a.b/c", "a-b", "x/a", "ß", "ss", "i", "ı/x", "straße")))
                .isEmpty();
    }

    @Test
    void aRefusalNamesTheFirstPairsAndCountsTheRest() {
        List<String> paths = IntStream.range(0, 8)
                .boxed()
                .flatMap(i -> List.of("f" + i, "F" + i).stream())
                .toList();

        assertThatThrownBy(() -> PathCollisions.refuse(paths))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'f0' and 'F0'")
                .hasMessageContaining("and 3 more")
                .hasMessageContaining("rename one of each pair");
    }
}
