package io.mlplatform.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.datasets.FileFilter;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.Listing;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version of more segments than a root lists, as the second reader sees it. */
class IndexNodesFormatTest {

    private static final String NAME = "growth/large";

    @Test
    void aVersionOfManySegmentsAndWhatFollowsItAreWrittenAsThePageHasThem(@TempDir Path folder) throws IOException {
        List<String> ends = segmentEnds();
        try (MemoryStore store = new MemoryStore(Clock.systemUTC());
                MlPlatform ml = MlPlatform.builder().store(store, "").open()) {
            DatasetDraft draft = ml.datasets().draft(NAME);
            // A file before each that ends a segment: by its path alone each segment would end its node too.
            ends.forEach(end -> draft.addBytes(end + "-a.csv", new byte[0]).addBytes(end + ".csv", new byte[0]));
            DatasetVersion first = draft.publish();
            DatasetVersion second = ml.datasets()
                    .draft(NAME)
                    .addBytes(ends.get(1_000) + "-b.csv", new byte[] {1})
                    .publish();
            // The end of a segment goes, and with it the segment: it is one with the next.
            DatasetVersion third =
                    ml.datasets().draft(NAME).delete(ends.get(500) + ".csv").publish();
            List<String> before = nodes(store);
            DatasetVersion fourth =
                    ml.datasets().draft(NAME).delete(FileFilter.range("1", "9")).publish();

            assertThat(first.files()).isEqualTo(2L * ends.size());
            assertThat(ml.datasets().diff(first, second).added()).hasSize(1);
            assertThat(ml.datasets().diff(second, third).removed()).hasSize(1);
            assertThat(ml.datasets().files(second, FileFilter.prefix(ends.get(1_000) + "-")))
                    .hasSize(2);
            assertThat(ml.datasets().verify(second)).isEmpty();
            assertThat(before).hasSizeBetween(6, 25);
            assertThat(nodes(store)).isEqualTo(before);
            assertThat(fourth.files()).isLessThan(600);
            copy(store, folder);
        }

        FormatReport report = FormatReader.read(folder);

        assertThat(report.findings()).isEmpty();
        assertThat(report.entities()).hasSize(1);
    }

    /** Numbers whose path {@code <number>.csv} ends a segment. */
    private static List<String> segmentEnds() throws IOException {
        try (InputStream in = IndexNodesFormatTest.class.getResourceAsStream("/manifests/segment-ends.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Documents of lines that are rows of segments. */
    private static List<String> nodes(ObjectStore store) {
        return all(store).stream()
                .map(ObjectInfo::key)
                .filter(key -> key.value().endsWith(".jsonl.gz"))
                .filter(key -> GzipMember.unpack(bytes(store, key.value()))
                        .filter(lines -> new String(lines, StandardCharsets.UTF_8).startsWith("{\"sha256\""))
                        .isPresent())
                .map(Object::toString)
                .toList();
    }

    private static void copy(ObjectStore store, Path folder) throws IOException {
        for (ObjectInfo object : all(store)) {
            Path file = folder.resolve(object.key().value());
            Files.createDirectories(file.getParent());
            Files.write(file, bytes(store, object.key().value()));
        }
    }

    private static byte[] bytes(ObjectStore store, String key) {
        try (GetOutcome outcome =
                store.get(io.mlplatform.store.ObjectKey.of(key), ByteRange.ALL, GetCondition.always())) {
            return ((GetOutcome.Found) outcome).body().readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<ObjectInfo> all(ObjectStore store) {
        List<ObjectInfo> objects = new java.util.ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Listing page = store.list("", after.get(), Delimiter.NONE, 1_000);
            objects.addAll(page.objects());
            after = page.next();
        }
        return objects;
    }
}
