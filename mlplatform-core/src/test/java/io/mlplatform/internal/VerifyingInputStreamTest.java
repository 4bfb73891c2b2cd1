package io.mlplatform.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class VerifyingInputStreamTest {

    private static VerifyingInputStream of(String content, String expected) {
        byte[] bytes = expected.getBytes(UTF_8);
        return new VerifyingInputStream(
                new ByteArrayInputStream(content.getBytes(UTF_8)), bytes.length, Digest.of(bytes), "a", "fetch again");
    }

    @Test
    void givesWhatWasAnnouncedAndThenTheEnd() throws IOException {
        VerifyingInputStream stream = of("whole", "whole");
        assertThat(stream.readAllBytes()).asString(UTF_8).isEqualTo("whole");
        assertThat(stream.read()).isEqualTo(-1);
    }

    @Test
    void neverEndsWellOnceItHasFailed() {
        for (String wrong : new String[] {"wrong", "who", "whole and more"}) {
            VerifyingInputStream stream = of(wrong, "whole");
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(DataCorruptException.class);
            assertThatThrownBy(stream::read).isInstanceOf(DataCorruptException.class);
        }
    }

    @Test
    void anEmptyContentIsCheckedToo() throws IOException {
        assertThat(of("", "").read()).isEqualTo(-1);
        VerifyingInputStream stream =
                new VerifyingInputStream(new ByteArrayInputStream(new byte[0]), 0, Digest.of("x"), "a", "fetch again");
        assertThatThrownBy(stream::read).isInstanceOf(DataCorruptException.class);
        assertThatThrownBy(stream::read).isInstanceOf(DataCorruptException.class);
    }
}
