package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void whatReadersSeeStays() {
        assertThat(PlainText.line("größe → 3 «é» 🐧")).isEqualTo("größe → 3 «é» 🐧");
    }

    @Test
    void whatEndsALineOrSteersIsReplaced() {
        assertThat(PlainText.line("a\nb\r\tc\u0085\u2028\u2029\u001b[2J\u202e\u200b\ud83d"))
                .isEqualTo("a\ufffdb\ufffd\ufffdc\ufffd\ufffd\ufffd\ufffd[2J\ufffd\ufffd\ufffd");
    }

    @Test
    void aCutNeverHalvesACharacter() {
        assertThat(PlainText.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(PlainText.line("abcdef", 4)).isEqualTo("abc…");
        assertThat(PlainText.line("ab🐧def", 4)).isEqualTo("ab…");
        assertThat(PlainText.line("ab🐧def", 5)).isEqualTo("ab🐧…");
    }
}
