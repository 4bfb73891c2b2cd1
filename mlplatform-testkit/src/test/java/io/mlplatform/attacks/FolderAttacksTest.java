package io.mlplatform.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.datasets.DatasetVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks by another user of the machine, in the folder that is fetched into, or that is published from. */
class FolderAttacksTest {

    private final Bucket bucket = new Bucket();

    @TempDir
    Path disk;

    private Path target;
    private Path outside;
    private DatasetVersion version;

    @BeforeEach
    void folders() throws IOException {
        target = Files.createDirectory(disk.resolve("target"));
        outside = Files.createDirectory(disk.resolve("outside"));
        version = bucket.process()
                .datasets()
                .draft(Bucket.NAME)
                .addBytes("sub/a.csv", Bucket.bytes("one"))
                .publish();
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    private void fetch(MlPlatform reader) {
        reader.datasets().fetch(version, target);
    }

    private void assertRefusedAndNothingOutside(MlPlatform reader) {
        assertThatThrownBy(() -> fetch(reader)).isInstanceOf(AlreadyExistsException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aLinkInPlaceOfAFolderIsRefused() throws IOException {
        Files.createSymbolicLink(target.resolve("sub"), outside);

        assertRefusedAndNothingOutside(bucket.process());
    }

    @Test
    void aLinkInPlaceOfAFileIsRefused() throws IOException {
        Files.createDirectory(target.resolve("sub"));
        Files.createSymbolicLink(target.resolve("sub/a.csv"), outside.resolve("victim"));

        assertRefusedAndNothingOutside(bucket.process());
    }

    @Test
    void aFolderReplacedByALinkAfterTheCheckIsRefused() {
        assertRefusedAndNothingOutside(bucket.process(new SwappingStore(bucket.store(), () -> {
            replaceFolder();
            return new ByteArrayInputStream(Bucket.bytes("one"));
        })));
    }

    @Test
    void aFolderReplacedByALinkWhileTheBytesComeIsRefused() {
        assertRefusedAndNothingOutside(bucket.process(new SwappingStore(bucket.store(), () -> new InputStream() {
            private final InputStream bytes = new ByteArrayInputStream(Bucket.bytes("one"));
            private boolean replaced;

            @Override
            public int read() {
                throw new UnsupportedOperationException("it is read in blocks");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (!replaced) {
                    replaced = true;
                    replaceFolder();
                }
                return bytes.read(buffer, offset, length);
            }
        })));
    }

    private void replaceFolder() {
        try {
            Files.move(target.resolve("sub"), target.resolve("moved"));
            Files.createSymbolicLink(target.resolve("sub"), outside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPipeInPlaceOfAFileIsRefusedAndNotRead() throws Exception {
        Files.createDirectory(target.resolve("sub"));
        Process pipe = new ProcessBuilder("mkfifo", target.resolve("sub/a.csv").toString()).start();
        assertThat(pipe.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertRefusedAndNothingOutside(bucket.process());
    }

    @Test
    void aLinkUnderTheNameOfThePartialFileIsNotFollowed() throws IOException {
        Files.createDirectory(target.resolve("sub"));
        String name = "." + Digest.of("a.csv").hex().substring(0, 32) + "-0.part";
        Files.createSymbolicLink(target.resolve("sub").resolve(name), outside.resolve("victim"));

        fetch(bucket.process());

        assertThat(target.resolve("sub/a.csv")).hasContent("one");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aFileThatIsLinkedElsewhereIsNotWrittenThrough() throws IOException {
        Files.createDirectory(target.resolve("sub"));
        Path victim = Files.writeString(outside.resolve("victim"), "precious");
        Files.createLink(target.resolve("sub/a.csv"), victim);

        assertThatThrownBy(() -> fetch(bucket.process())).isInstanceOf(AlreadyExistsException.class);

        assertThat(victim).hasContent("precious");
    }

    @Test
    void aFailedFetchLeavesNoPartialFile() {
        MlPlatform reader =
                bucket.process(new SwappingStore(bucket.store(), () -> new ByteArrayInputStream(Bucket.bytes("owe"))));

        assertThatThrownBy(() -> fetch(reader)).isInstanceOf(MlPlatformException.class);

        assertThat(target.resolve("sub")).isEmptyDirectory();
    }

    @Test
    void aLinkThatLeadsOutOfAPublishedFolderIsRefused() throws IOException {
        Path secret = Files.writeString(outside.resolve("credentials"), "secret");
        Path folder = Files.createDirectory(disk.resolve("from-elsewhere"));
        Files.writeString(folder.resolve("a.csv"), "x");
        Files.createSymbolicLink(folder.resolve("b.csv"), secret);

        assertThatThrownBy(() -> bucket.process().datasets().draft("growth/new").addFiles(folder, "**"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a symbolic link that leads out of");
        assertThat(bucket.keys("growth/new")).isEmpty();
    }

    @Test
    void aLocalStoresFolderReplacedByALinkIsRefused() throws IOException {
        Path lake = disk.resolve("lake");
        try (MlPlatform ml = MlPlatform.open(lake.toUri().toString())) {
            ml.datasets()
                    .draft(Bucket.NAME)
                    .addBytes("a.csv", Bucket.bytes("one"))
                    .publish();
        }
        Files.move(lake.resolve("datasets/growth"), outside.resolve("growth"));
        Files.createSymbolicLink(lake.resolve("datasets/growth"), outside.resolve("growth"));

        try (MlPlatform ml = MlPlatform.open(lake.toUri().toString())) {
            assertThatThrownBy(() -> ml.datasets().get(Bucket.NAME + "@1"))
                    .isInstanceOf(MlPlatformException.class)
                    .hasMessageContaining("symbolic link");
        }
    }

    @Test
    void aFetchedFileIsNoMoreOpenThanItsUserWants() throws IOException {
        Path own = Files.createFile(disk.resolve("own"));

        fetch(bucket.process());

        try (Stream<Path> files = Files.list(target.resolve("sub"))) {
            List<String> rights = files.map(FolderAttacksTest::rights).toList();
            assertThat(rights).containsExactly(rights(own)).noneMatch(right -> right.contains("x"));
        }
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
