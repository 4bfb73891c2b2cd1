package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogicalPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b.parquet",
                "größe/ﬀ.csv",
                "a b/c,d",
                "...",
                "a..b/..c",
                "_log.csv",
                "x/_logs/y",
                "data/x"
            })
    void aPathOfTheFormatIsTakenAsItIs(String path) {
        assertThat(LogicalPath.require(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1 to 700 bytes",
                "/a | empty, '.' or '..'",
                "a/ | empty, '.' or '..'",
                "a//b | empty, '.' or '..'",
                ". | empty, '.' or '..'",
                "a/./b | empty, '.' or '..'",
                "../a | empty, '.' or '..'",
                "a/../../b | empty, '.' or '..'",
                "a\\b | backslash",
                "C:\\data | backslash",
                "a/_log/b | name of the format",
                "_aliases | name of the format",
                "_manifests/x | name of the format",
                "x/_versions | name of the format",
                "_signatures/x | name of the format",
                "_exports/x | name of the format",
                "x/_head.json | name of the format",
            })
    void aRefusalNamesThePathAndTheRule(String path, String rule) {
        assertThatThrownBy(() -> LogicalPath.require(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + path + "'")
                .hasMessageContaining(rule);
    }

    @Test
    void controlCharactersAreRefusedAndNotEchoed() {
        for (String path : List.of("a\u0000b", "a\nb", "a\u007fb", "a\u0085b")) {
            assertThatThrownBy(() -> LogicalPath.require(path))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("control character")
                    .hasMessageContaining("rename")
                    .hasMessageNotContaining(path);
        }
    }

    @Test
    void aPathThatIsNotNfcIsRefusedAndNotRewritten() {
        assertThatThrownBy(() -> LogicalPath.require("gro\u0308ße.csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NFC")
                .hasMessageContaining("rename");
    }

    @Test
    void aLoneSurrogateIsRefused() {
        assertThatThrownBy(() -> LogicalPath.require("a\ud800"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lone surrogate");
    }

    @Test
    void lengthsCountInUtf8AndAreInclusive() {
        String segment = "é".repeat(127) + "a";
        assertThat(LogicalPath.require(segment)).hasSize(128);
        assertThatThrownBy(() -> LogicalPath.require(segment + "a"))
                .hasMessageContaining("255 bytes")
                .hasMessageContaining("shorten");
        String path = segment + "/" + segment + "/" + "a".repeat(188);
        assertThat(LogicalPath.require(path)).isEqualTo(path);
        assertThatThrownBy(() -> LogicalPath.require(path + "a")).hasMessageContaining("700 bytes");
    }
}
