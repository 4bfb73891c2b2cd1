package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SomePathsTest {

    @Test
    void threeAreShownAndTheOthersCounted() {
        assertThat(SomePaths.of(List.of("a", "b", "c", "d", "e"))).hasToString("'a', 'b', 'c' and 2 more");
        assertThat(SomePaths.of(List.of("a", "b", "c"))).hasToString("'a', 'b', 'c'");
        assertThat(SomePaths.of(List.of("a"))).hasToString("'a'");
    }

    @Test
    void noneIsEmpty() {
        assertThat(SomePaths.of(List.of()).isEmpty()).isTrue();
        assertThat(SomePaths.of(List.of("a")).isEmpty()).isFalse();
    }
}
