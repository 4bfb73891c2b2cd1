package io.mlplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"production", "v1a", "version", "a", "blue-green_2.0"})
    void anAliasPrintsAsItParses(String text) {
        assertThat(AliasName.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "A", "prod/eu", "prod uction", "..", "ä", "-a"})
    void anotherFormIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> AliasName.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("such as 'staging'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "v1", "v0", "v123456"})
    void whatReadsAsAVersionIsReserved(String text) {
        assertThatThrownBy(() -> AliasName.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is reserved")
                .hasMessageContaining("choose another");
    }
}
