package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNamesTest {

    private static final FileSystem DISK = FileSystems.getDefault();

    // As Latin-1 reads the two bytes of \u00e9: each is a letter there, and written back is the same bytes.
    private static final String MISREAD = "\u00c3\u00a9.csv";

    @TempDir
    Path folder;

    @Test
    void anyLetterBeyondAsciiIsOneThatAnotherEncodingMayHaveMisread() {
        for (Charset encoding : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII)) {
            assertThat(FileNames.isReadable(encoding, DISK, MISREAD)).isFalse();
            assertThat(FileNames.isReadable(encoding, DISK, "a/\uFFFD")).isFalse();
            assertThat(FileNames.isReadable(encoding, DISK, "dt=1/a b~.csv")).isTrue();
        }
        assertThat(FileNames.isReadable(StandardCharsets.UTF_8, DISK, MISREAD)).isTrue();
    }

    @Test
    void anArchiveHasItsNamesWhateverTheLocaleIs() throws Exception {
        URI zip = URI.create("jar:" + folder.resolve("disk.zip").toUri());
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            assertThat(FileNames.isReadable(StandardCharsets.ISO_8859_1, archive, MISREAD))
                    .isTrue();
        }
    }
}
