package io.mlplatform.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipBundleTest {

    @TempDir
    Path folder;

    @Test
    void javaReadsWhatWasBundledInOrderOfUtf8Paths() throws IOException {
        Content bundle = ZipBundle.of(Map.of(
                "a/b",
                Content.of("2"),
                "größe.txt",
                Content.of("é"),
                "a-b",
                Content.of("1"),
                "Z",
                Content.of(""),
                "😀",
                Content.of("4"),
                "ﬀ",
                Content.of("3")));

        try (ZipFile zip = new ZipFile(stored(bundle).toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("Z", "a-b", "a/b", "größe.txt", "ﬀ", "😀");
            assertThat(zip.stream().map(ZipEntry::getExtra)).containsOnlyNulls();
            assertThat(text(zip, "größe.txt")).isEqualTo("é");
            assertThat(text(zip, "Z")).isEmpty();
        }
    }

    @Test
    void itsLengthIsKnownBeforehandAndItReadsTheSameAgain() throws IOException {
        Content bundle = ZipBundle.of(Map.of("a", Content.of("1"), "b", Content.of("22")));

        byte[] once = read(bundle);
        assertThat(bundle.length()).isEqualTo(once.length);
        assertThat(read(bundle)).isEqualTo(once);
    }

    @Test
    void moreFilesThanTheOldFormatCountsAreAllFound() throws IOException {
        Map<String, Content> files = new HashMap<>();
        for (int i = 0; i < 65_535; i++) {
            files.put("f" + i, Content.of(Integer.toString(i)));
        }

        try (ZipFile zip = new ZipFile(stored(ZipBundle.of(files)).toFile())) {
            assertThat(zip.size()).isEqualTo(65_535);
            assertThat(text(zip, "f65534")).isEqualTo("65534");
        }
    }

    @Test
    void filesBeyondFourGibibytesAndWhatLiesBehindThemAreFound() throws IOException {
        long large = (1L << 32) + 5;
        Content zeros = new Zeros(large);
        Content bundle = ZipBundle.of(List.of(
                ZipMember.of("before", Content.of("1")),
                new ZipMember(new byte[] {'z'}, zeros, 0),
                ZipMember.of("behind", Content.of("2"))));

        try (ZipFile zip =
                new ZipFile(Zeros.sparse(bundle, folder.resolve("large.zip")).toFile())) {
            assertThat(zip.getEntry("z").getSize()).isEqualTo(large);
            assertThat(text(zip, "before")).isEqualTo("1");
            assertThat(text(zip, "behind")).isEqualTo("2");
        }
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "short");
        Content bundle = ZipBundle.of(Map.of("file", Content.of(file), "other", Content.of("1")));
        Files.writeString(file, "longer than before");

        assertThatThrownBy(() -> read(bundle)).isInstanceOf(IOException.class).hasMessageContaining("changed");
        Files.writeString(file, "");
        assertThatThrownBy(() -> read(bundle)).isInstanceOf(IOException.class).hasMessageContaining("changed");
    }

    private Path stored(Content bundle) throws IOException {
        return Files.write(folder.resolve("bundle.zip"), read(bundle));
    }

    private static byte[] read(Content content) throws IOException {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        }
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(
                zip.getInputStream(zip.getEntry(name)).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
