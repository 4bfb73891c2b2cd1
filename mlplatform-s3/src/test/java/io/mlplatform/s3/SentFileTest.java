package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.internal.transfer.FileContent;
import io.mlplatform.internal.transfer.HashedContent;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.Upload;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentFileTest {

    private static final long MIB = 1 << 20;
    private static final Content FILE = new FileContent(Path.of("large.bin"), 64 * MIB);

    @Test
    void partsOfAFileHoldNoMoreThanABufferSoThatManyGoUpAtATime() {
        Upload upload = new Upload(ObjectKey.of("data/large.bin"), FILE, Optional.empty());

        assertThat(SentFile.held(FILE, 8 * MIB)).isEqualTo(MIB);
        assertThat(SentFile.held(HashedContent.of(upload, "s3://b/data/large.bin"), 8 * MIB))
                .isEqualTo(MIB);
        assertThat(SentFile.held(FILE, 100)).isEqualTo(100);
    }

    @Test
    void partsOfWhatIsReadFromAStreamAreHeldWhole() {
        assertThat(SentFile.held(Content.of("text"), 8 * MIB)).isEqualTo(8 * MIB);
    }
}
