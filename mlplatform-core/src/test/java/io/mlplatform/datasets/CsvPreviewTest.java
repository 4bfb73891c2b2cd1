package io.mlplatform.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvPreviewTest {

    @Test
    void theHeaderAndTheFirstRowsAreRead() throws IOException {
        Preview preview = read("id,name\n1,a\n2,b\n3,c\n", 2);

        assertThat(preview).isEqualTo(new Preview(List.of("id", "name"), List.of(row("1", "a"), row("2", "b")), true));
    }

    @Test
    void quotedFieldsKeepCommasQuotesAndLineEnds() throws IOException {
        assertThat(read("a,b,c\n\"x,y\",\"he said \"\"no\"\"\",\"one\r\ntwo\"\n", 9)
                        .rows())
                .containsExactly(row("x,y", "he said \"no\"", "one\r\ntwo"));
    }

    @Test
    void linesMayEndInCrLf() throws IOException {
        assertThat(read("a,b\r\n1,2\r\n", 9)).isEqualTo(new Preview(List.of("a", "b"), List.of(row("1", "2")), false));
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(read("a,b\n1,2", 1)).isEqualTo(new Preview(List.of("a", "b"), List.of(row("1", "2")), false));
        assertThat(read("a\n\"x\"", 1).rows()).containsExactly(row("x"));
    }

    @Test
    void emptyFieldsAndFilesAreEmpty() throws IOException {
        assertThat(read("a,b,c\n,,\n", 9).rows()).containsExactly(row("", "", ""));
        assertThat(read("", 9)).isEqualTo(new Preview(List.of(), List.of(), false));
        assertThat(read("a\n", 9)).isEqualTo(new Preview(List.of("a"), List.of(), false));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertThat(read("\uFEFFid,name\n", 1).header()).containsExactly("id", "name");
    }

    @Test
    void aTableIsAlignedAndLongFieldsAreCut() {
        Preview preview = new Preview(
                List.of("id", "name"), List.of(row("1", "x".repeat(30)), row("22", "two\nlines"), row("3")), true);

        assertThat(preview.toString().lines())
                .containsExactly("id  name", "1   " + "x".repeat(23) + "…", "22  two lines", "3   ", "…");
    }

    @Test
    void aQuoteThatNeverEndsIsReadForFourMebibytesAndCut() throws IOException {
        Preview preview = CsvPreview.read(new Endless("\"quoted".getBytes(StandardCharsets.UTF_8), (byte) 'x'), 3);

        assertThat(preview.header()).singleElement().asString().hasSize(1 << 16);
        assertThat(preview.more()).isTrue();
    }

    @Test
    void doubledQuotesWithoutEndAreCutLikeAnyText() throws IOException {
        Preview preview = CsvPreview.read(new Endless(new byte[] {'"'}, (byte) '"'), 3);

        assertThat(preview.header()).singleElement().asString().hasSizeLessThanOrEqualTo(1 << 16);
        assertThat(preview.more()).isTrue();
    }

    @Test
    void aLineOfCommasWithoutEndIsCutAtAQuarterOfAMillionFields() throws IOException {
        Preview preview = CsvPreview.read(new Endless(new byte[0], (byte) ','), 3);

        assertThat(preview.header()).hasSizeBetween(1 << 18, (1 << 18) + 1);
        assertThat(preview.more()).isTrue();
        assertThat(preview.toString()).isNotEmpty();
    }

    /** A stream that begins so and goes on with one byte for ever. */
    private static final class Endless extends InputStream {
        private final byte[] begin;
        private final byte rest;
        private int at;

        private Endless(byte[] begin, byte rest) {
            this.begin = begin;
            this.rest = rest;
        }

        @Override
        public int read() {
            return at < begin.length ? begin[at++] : rest;
        }
    }

    private static Preview read(String csv, int rows) throws IOException {
        return CsvPreview.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), rows);
    }

    private static List<String> row(String... fields) {
        return List.of(fields);
    }
}
