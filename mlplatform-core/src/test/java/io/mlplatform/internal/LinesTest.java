package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void eachLineIsHandedOnWithoutItsEnd() throws IOException {
        String wide = "x".repeat(200_000);

        assertThat(lines("a\n\n" + wide + "\nb\n")).containsExactly("a", "", wide, "b");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void aLastLineWithoutEndIsCorrupt() {
        assertThatThrownBy(() -> lines("a\nb"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("within a line");
    }

    @Test
    void anEndlessLineIsCorruptAfterAMebibyte() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> Lines.read(endless, "stream", line -> {}))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("stream");
    }

    private static List<String> lines(String text) throws IOException {
        List<String> lines = new ArrayList<>();
        Lines.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "text",
                line -> lines.add(new String(line, StandardCharsets.UTF_8)));
        return lines;
    }
}
