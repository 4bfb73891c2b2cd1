package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.datasets.FileFilter;
import io.mlplatform.datasets.VersionDiff;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of the store for a part of a version of many segments: no more than the part lies in. */
class LargeVersionBudgetTest {

    private static final int DAYS = 20;
    private static final int FILES_A_DAY = 8_000;

    private final MemoryStore memory = Lab.memory();
    private final HopClock clock = new HopClock();
    private final ExecutorService executor = clock.executor(Executors.newFixedThreadPool(8));
    private final MeteredObjectStore store = new MeteredObjectStore(memory, clock);
    private DatasetVersion version;

    @BeforeEach
    void publish() {
        MlPlatform ml = Lab.open(memory);
        PlatformAccess.zone(ml, Zone.DATASETS)
                .publish(PublishPlan.of(EntityName.of(Lab.NAME), "dataset")
                        .partitionBy(Optional.of(List.of("dt")))
                        .records(LargeVersionBudgetTest::records)
                        .build());
        version = Lab.publish(ml, path(7, FILES_A_DAY / 2) + ".more", "more");
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
        store.close();
    }

    @Test
    void onePartitionIsTwoGetsAndTheSegmentsItLiesInInThreeHops() {
        MlPlatform ml = open();
        Requests seen = run(() -> assertThat(ml.datasets().files(version, FileFilter.partition("dt", "07")))
                .hasSize(FILES_A_DAY + 1)
                .allMatch(file -> file.path().startsWith("dt=07/")));

        assertThat(segments(seen)).isBetween(1L, 5L);
        assertThat(seen.all()).hasSize(2 + (int) segments(seen));
        assertThat(seen.hops()).isEqualTo(3);
    }

    @Test
    void filesByPrefixAndRangeReadNoMoreThanTheyLieIn() {
        MlPlatform ml = open();
        FileFilter some = FileFilter.range("dt=03/", "dt=05/").and(FileFilter.prefix(day(4) + "part-0000"));
        Requests seen = run(() -> assertThat(ml.datasets().files(version, some))
                .extracting(VersionFile::path)
                .hasSize(10)
                .allMatch(path -> path.startsWith(day(4) + "part-0000")));

        assertThat(segments(seen)).isEqualTo(1);
        assertThat(seen.all()).hasSize(3);
    }

    @Test
    void oneFileIsOneSegmentAndItsBytesAndAnotherNearItNoSegmentMore() {
        MlPlatform ml = open();
        String path = path(7, FILES_A_DAY / 2) + ".more";
        Requests first = run(() -> assertThat(read(ml, path)).isEqualTo("more"));
        Requests second = run(() -> assertThat(read(ml, path)).isEqualTo("more"));

        assertThat(segments(first)).isEqualTo(1);
        assertThat(first.all()).hasSize(4);
        assertThat(first.hops()).isEqualTo(4);
        assertThat(second.subjects(RequestKind.GET)).hasSize(2).noneMatch(subject -> subject.contains("_manifests/"));
    }

    @Test
    void aDifferenceReadsOnlyTheSegmentsThatDiffer() {
        MlPlatform ml = open();
        DatasetVersion before = ml.datasets().get(Lab.NAME + "@1");
        Requests seen = run(() -> {
            VersionDiff difference = ml.datasets().diff(before, version);
            assertThat(difference.added()).hasSize(1);
            assertThat(difference.removed()).isEmpty();
            assertThat(difference.changed()).isEmpty();
        });

        assertThat(segments(seen)).isEqualTo(2);
    }

    @Test
    void aDayThatIsDeletedIsNotReadButWhereItBeginsAndEnds() {
        MlPlatform ml = open();
        DatasetVersion[] after = new DatasetVersion[1];
        Requests seen = run(() -> after[0] = ml.datasets()
                .draft(Lab.NAME)
                .delete(FileFilter.partition("dt", "07"))
                .publish());

        assertThat(after[0].files()).isEqualTo(version.files() - FILES_A_DAY - 1);
        assertThat(segments(seen)).isBetween(1L, 3L);
        assertThat(seen.subjects(RequestKind.UPLOAD).stream()
                        .filter(subject -> subject.endsWith(".jsonl.gz"))
                        .count())
                .isBetween(1L, 2L);
        assertThat(ml.datasets().files(after[0], FileFilter.partition("dt", "07")))
                .isEmpty();
    }

    private static Iterable<FileEntry> records(String txn) {
        List<FileEntry> entries = new ArrayList<>();
        Digest digest = Digest.of("");
        for (int day = 0; day < DAYS; day++) {
            for (int file = 0; file < FILES_A_DAY; file++) {
                entries.add(FileEntry.of(path(day, file), file, digest, txn));
            }
        }
        return entries;
    }

    /** Long, so that the root is too large for an entry of the log. */
    private static String day(int day) {
        return "dt=" + (day < 10 ? "0" : "") + day + "/" + "x".repeat(250) + "/" + "y".repeat(250) + "/";
    }

    private static String path(int day, int file) {
        return day(day) + "part-" + String.valueOf(100_000 + file).substring(1);
    }

    private static long segments(Requests seen) {
        return seen.subjects(RequestKind.GET).stream()
                .filter(subject -> subject.endsWith(".jsonl.gz"))
                .count();
    }

    private String read(MlPlatform ml, String path) {
        try (InputStream in = ml.datasets().open(version, path)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MlPlatform open() {
        return MlPlatform.builder()
                .store(store, "")
                .settings(Lab.SETTINGS)
                .executor(executor)
                .time(Lab.clock(), Lab.dice())
                .open();
    }

    private Requests run(Runnable job) {
        Requests before = store.snapshot();
        job.run();
        return store.since(before);
    }
}
