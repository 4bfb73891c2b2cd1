package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionPathTest {

    private static final List<String> COLUMNS = List.of("split", "dt");

    @Test
    void theLeadingFoldersAreTheValues() {
        assertThat(PartitionPath.values("split=train/dt=2026-11-23/a/b=c.csv", COLUMNS))
                .containsExactly(Optional.of("train"), Optional.of("2026-11-23"));
    }

    @Test
    void nullHasHivesOwnWord() {
        assertThat(PartitionPath.values("split=__HIVE_DEFAULT_PARTITION__/dt=1/x", COLUMNS))
                .containsExactly(Optional.empty(), Optional.of("1"));
        assertThat(PartitionPath.encode(Optional.empty())).isEqualTo("__HIVE_DEFAULT_PARTITION__");
    }

    @Test
    void everyCharacterThatHiveEscapesComesBack() {
        StringBuilder all = new StringBuilder();
        for (char c = 1; c < 0x180; c++) {
            all.append(c);
        }
        String encoded = PartitionPath.encode(Optional.of(all.toString()));

        assertThat(encoded)
                .startsWith("%01%02")
                .contains("%7F", "%22", "%23", "%25", "%27", "%2A", "%2F", "%3A", "%3D", "%3F", "%5C", "%7B", "%5B")
                .contains("%5D", "%5E", " !", "}~", "ÿ");
        assertThat(PartitionPath.values("dt=" + encoded + "/x", List.of("dt")))
                .containsExactly(Optional.of(all.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "split=train/x",
                "dt=1/split=train/x",
                "split=train/dt=1",
                "x/split=train/dt=1/y",
                "split/dt=1/x",
                "Split=train/dt=1/x"
            })
    void anotherBeginningIsRefusedWithThePattern(String path) {
        assertThatThrownBy(() -> PartitionPath.values(path, COLUMNS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + path + "'")
                .hasMessageContaining("split=…/dt=…/<file>");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a:b, write it as 'a%3Ab'",
                "a%3ab, write it as 'a%3Ab'",
                "%41, write it as 'A'",
                "%2, write %25",
                "100%, write %25",
                "%zz, write %25",
                "%FF, does not decode to UTF-8",
                "``, __HIVE_DEFAULT_PARTITION__"
            })
    void anotherSpellingIsRefusedWithTheRightOne(String value, String remedy) {
        assertThatThrownBy(() -> PartitionPath.values("dt=" + value + "/x", List.of("dt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dt=" + value + "/x")
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "a/b", "..", "_log"})
    void aColumnIsAName(String column) {
        assertThatThrownBy(() -> PartitionPath.requireColumn(column)).isInstanceOf(IllegalArgumentException.class);
    }
}
