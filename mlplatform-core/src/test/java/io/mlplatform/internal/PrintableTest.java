package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void whatReadersSeeStays() {
        assertThat(Printable.line("größe → 3 «é» 🐧")).isEqualTo("größe → 3 «é» 🐧");
    }

    @Test
    void whatEndsALineOrSteersIsWrittenAsItsCodePoint() {
        assertThat(Printable.line("a\nb\r\tc\u0085\u2028\u2029\u001b[2J\u202e\ud83d"))
                .isEqualTo("a\\u000ab\\u000d\\u0009c\\u0085\\u2028\\u2029\\u001b[2J\\u202e\\ud83d");
    }

    @Test
    void aCutNeverHalvesACharacter() {
        assertThat(Printable.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Printable.line("abcdef", 4)).isEqualTo("abc…");
        assertThat(Printable.line("ab🐧def", 4)).isEqualTo("ab…");
        assertThat(Printable.line("ab🐧def", 5)).isEqualTo("ab🐧…");
    }
}
