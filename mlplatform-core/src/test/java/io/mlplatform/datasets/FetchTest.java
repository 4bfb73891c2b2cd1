package io.mlplatform.datasets;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchTest {

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final DatasetRegistry datasets = lake.platform().datasets();
    private DatasetVersion version;

    @TempDir
    Path folder;

    @BeforeEach
    void publish() {
        version = datasets.draft("growth/churn")
                .addBytes("a.csv", bytes("first"))
                .addBytes("sub/b.csv", bytes("second"))
                .addBytes("sub/deep/c.csv", bytes(""))
                .publish();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void filesThatAreMeantAreFetchedAndNoOthers() {
        datasets.fetch(version, FileFilter.prefix("a.c"), folder);

        assertThat(folder.toFile().list()).containsExactly("a.csv");
    }

    @Test
    void everyFileIsThereAndNothingElse() throws IOException {
        Path target = folder.resolve("new/target");
        datasets.fetch(version, target);

        assertThat(files(target)).containsExactly("a.csv", "sub/b.csv", "sub/deep/c.csv");
        assertThat(target.resolve("sub/b.csv")).hasContent("second");
    }

    @Test
    void aFetchGoesOnWhereItStopped() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "first");
        FileTime before = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(folder.resolve("a.csv"), before);
        Files.writeString(folder.resolve("unrelated.txt"), "mine");

        datasets.fetch(version, folder);

        assertThat(Files.getLastModifiedTime(folder.resolve("a.csv"))).isEqualTo(before);
        assertThat(files(folder)).containsExactly("a.csv", "sub/b.csv", "sub/deep/c.csv", "unrelated.txt");
    }

    @Test
    void anotherFileInTheWayIsRefusedBeforeAnythingIsWritten() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/b.csv"), "SECOND");

        refused("sub/b.csv");

        assertThat(folder.resolve("sub/b.csv")).hasContent("SECOND");
        assertThat(everything(folder)).containsExactly("sub", "sub/b.csv");
    }

    @Test
    void anotherFileThatCameMeanwhileStaysAndIsTold() throws IOException {
        Path late = folder.resolve("a.csv");

        assertThatThrownBy(() -> fetchWhile(late, "my own notes"))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("a.csv")
                .hasMessageContaining("choose a new folder");

        assertThat(late).hasContent("my own notes");
        assertThat(everything(folder)).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void theSameFileThatAnotherFetchBroughtMeanwhileIsKept() throws IOException {
        fetchWhile(folder.resolve("a.csv"), "first");

        assertThat(everything(folder)).containsExactly("a.csv", "sub", "sub/b.csv", "sub/deep", "sub/deep/c.csv");
    }

    /** Fetches, and has somebody write this file when the first bytes come. */
    private void fetchWhile(Path late, String text) {
        try (MlPlatform reader = MlPlatform.builder()
                .store(lake.store(), "")
                .progress(progress -> {
                    if (Files.notExists(late)) {
                        write(late, text);
                    }
                })
                .open()) {
            reader.datasets().fetch(version, FileFilter.prefix("a.csv"), folder);
            reader.datasets().fetch(version, folder);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderInTheWayOfAFileIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("a.csv"));

        refused("a.csv");

        assertThat(everything(folder)).containsExactly("a.csv");
    }

    @Test
    void aFileInTheWayOfAFolderIsRefused() throws IOException {
        Files.writeString(folder.resolve("sub"), "mine");

        refused("sub");

        assertThat(everything(folder)).containsExactly("sub");
    }

    @Test
    void aSymbolicLinkIsNeverFollowedOut(@TempDir Path outside) throws IOException {
        Files.createSymbolicLink(folder.resolve("sub"), outside);

        refused("sub");

        assertThat(everything(outside)).isEmpty();
        assertThat(everything(folder)).containsExactly("sub");
    }

    @Test
    void aLinkToTheRightBytesIsStillNoFile(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("a.csv"), "first");
        Files.createSymbolicLink(folder.resolve("a.csv"), outside.resolve("a.csv"));

        refused("a.csv");
    }

    @Test
    void aStreamThatIsReadToItsEndIsVerified() throws IOException {
        try (InputStream in = datasets.open(version, "sub/b.csv")) {
            assertThat(in).hasContent("second");
        }
        damage("sub/b.csv", "SECOND");
        try (InputStream in = datasets.open(version, "sub/b.csv")) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(DataCorruptException.class)
                    .hasMessageContaining("sub/b.csv")
                    .hasMessageContaining("restore it");
        }
        assertThatThrownBy(() -> datasets.open(version, "other.csv"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("other.csv")
                .hasMessageContaining("list its files");
    }

    @Test
    void verifyNamesEveryDamagedFile() {
        assertThat(datasets.verify(version)).isEmpty();
        damage("a.csv", "FIRST");
        damage("sub/b.csv", "sec");
        lake.store().delete(List.of(ObjectKey.of(key("sub/deep/c.csv"))));

        assertThat(datasets.verify(version))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("a.csv: ").contains("SHA-256"),
                        line -> assertThat(line).startsWith("sub/b.csv: ").contains("length"),
                        line -> assertThat(line).startsWith("sub/deep/c.csv: ").contains("is gone"));
    }

    private void refused(String name) {
        assertThatThrownBy(() -> datasets.fetch(version, folder))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("nothing was fetched")
                .hasMessageContaining("choose a new folder");
    }

    private void damage(String path, String text) {
        lake.store().put(ObjectKey.of(key(path)), Content.of(text), PutCondition.always());
    }

    private String key(String path) {
        return lake.keys("/" + path).get(0);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> everything(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.skip(1)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
