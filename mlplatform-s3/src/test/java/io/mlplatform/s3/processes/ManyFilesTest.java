package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.History;
import io.mlplatform.MlPlatform;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.testkit.format.FormatReader;
import io.mlplatform.testkit.format.FormatReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One version of very many small files, on a local disk. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ManyFilesTest {

    private static final int FOLDERS = 20;
    private static final int FILES_OF_A_FOLDER = 500;
    private static final int FILES = FOLDERS * FILES_OF_A_FOLDER;

    @TempDir
    Path work;

    private long before = System.nanoTime();

    @Test
    void tenThousandAreOneVersionInSegments() throws IOException {
        Path source = makeFiles();
        Path lake = work.resolve("lake");
        Path fetched = work.resolve("fetched");
        tell("made " + FILES + " files");
        try (MlPlatform platform = MlPlatform.open(lake.toUri().toString())) {
            DatasetRegistry datasets = platform.datasets();
            DatasetVersion version = datasets.draft("growth/churn")
                    .partitionBy("day")
                    .addFiles(source, "**/*.csv")
                    .publish();
            tell("published them");
            assertThat(version.files()).isEqualTo(FILES);
            assertThat(datasets.files(version))
                    .extracting(VersionFile::path)
                    .isSorted()
                    .hasSize(FILES);
            tell("listed them");
            datasets.fetch(version, fetched);
            tell("fetched them");
            assertThat(datasets.verify(version)).isEmpty();
            tell("verified them");

            DatasetVersion next = datasets.draft("growth/churn")
                    .addBytes("day=00/one-more.csv", new byte[] {1})
                    .publish();
            tell("published one more");
            History<DatasetVersion> history = datasets.history("growth/churn");
            tell("read the history");
            assertThat(history.versions()).containsExactly(next, version);
            assertThat(next.files()).isEqualTo(FILES + 1);
            assertThat(datasets.diff(version, next).added())
                    .extracting(VersionFile::path)
                    .containsExactly("day=00/one-more.csv");
        }
        assertThat(contents(fetched)).isEqualTo(contents(source));
        tell("compared them");
        FormatReport report = FormatReader.read(lake);
        tell("read them as the format page says");
        assertThat(report.findings()).isEmpty();
        assertThat(report.orphans()).isEmpty();
        assertThat(report.entity("datasets", "growth/churn").orElseThrow().versions())
                .hasSize(2);
        try (Stream<Path> manifests = Files.walk(lake.resolve("datasets/growth/churn/_manifests"))) {
            assertThat(manifests.filter(file -> file.toString().endsWith(".jsonl.gz")))
                    .isNotEmpty();
        }
    }

    private Path makeFiles() throws IOException {
        Path source = work.resolve("source");
        for (int folder = 0; folder < FOLDERS; folder++) {
            Path day = Files.createDirectories(source.resolve(String.format("day=%02d", folder)));
            for (int file = 0; file < FILES_OF_A_FOLDER; file++) {
                Files.writeString(day.resolve("part-" + file + ".csv"), "day,part\n" + folder + "," + file + "\n");
            }
        }
        return source;
    }

    private static TreeMap<String, String> contents(Path folder) throws IOException {
        TreeMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private void tell(String done) {
        long now = System.nanoTime();
        System.out.printf("%s in %.2f s%n", done, (now - before) / 1e9);
        before = now;
    }
}
