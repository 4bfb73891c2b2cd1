package io.mlplatform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "...", "a/.b", "a/b.", "a/..b", "..a/b", ".../x", "größe/ﬀ", "a b", "a/~"})
    void whatNamesOneFileIsTakenAsItIs(String key) {
        assertThat(ObjectKey.of(key).value()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "a/", "a//b", ".", "..", "./a", "../a", "a/.", "a/..", "a/./b", "a/../b"})
    void whatLeadsElsewhereIsRefused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectKey.of(key))
                .withMessageContaining("no empty, '.' or '..' segment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\n", "a/\u001f/b", "\u007f"})
    void aControlCharacterIsRefusedAndNotRepeated(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectKey.of(key))
                .withMessageContaining("control character")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(key));
    }

    @Test
    void itHas1To1024BytesOfUtf8() {
        assertThat(ObjectKey.of("ä".repeat(512)).value()).hasSize(512);
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.of("ä".repeat(512) + "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.of(""));
    }
}
