package io.mlplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "growth/churn.v2/x_y-z/1/2/3", "0/0", "team/datasets/data-2"})
    void aNamePrintsAsItParses(String text) {
        assertThat(EntityName.of(text)).hasToString(text);
        assertThat(EntityName.of(text).team()).isEqualTo(text.substring(0, text.indexOf('/')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "churn | 2 to 6 segments",
                "'' | 2 to 6 segments",
                "1/2/3/4/5/6/7 | 2 to 6 segments",
                "growth/ | segment ''",
                "/growth/churn | segment ''",
                "growth//churn | segment ''",
                "growth/../churn | segment '..'",
                "growth/./churn | segment '.'",
                "Growth/churn | segment 'Growth'",
                "growth/_log | segment '_log'",
                "growth/chürn | segment 'chürn'",
                "growth/a b | segment 'a b'",
                "growth/a!b | segment 'a!b'",
                "growth/data | holds an entity's files",
            })
    void aRefusalNamesTheNameAndTheRule(String text, String rule) {
        assertThatThrownBy(() -> EntityName.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining(rule);
    }

    @Test
    void theLimitsAreInclusive() {
        String segment = "a".repeat(63);
        assertThat(EntityName.of("a/" + segment).value()).hasSize(65);
        assertThatThrownBy(() -> EntityName.of("a/" + segment + "a")).isInstanceOf(IllegalArgumentException.class);
        String hundred = "b".repeat(36) + "/" + segment;
        assertThat(EntityName.of(hundred).value()).hasSize(100);
        assertThatThrownBy(() -> EntityName.of("b" + hundred))
                .hasMessageContaining("longer than 100 bytes")
                .hasMessageContaining("shorten");
    }
}
