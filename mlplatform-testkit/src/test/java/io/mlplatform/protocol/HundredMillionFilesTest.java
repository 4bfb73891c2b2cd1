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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A version of 100 million files: all that is asked for it goes by its root, its index nodes and the segments concerned. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HundredMillionFilesTest {

    private static final int PRESENT = 617;
    private static final int GOING = 900;

    private final MemoryStore memory = Lab.memory();
    private final HopClock clock = new HopClock();
    private final ExecutorService executor = clock.executor(Executors.newFixedThreadPool(8));
    private final MeteredObjectStore store = new MeteredObjectStore(memory, clock);
    private Requests committing;
    private DatasetVersion version;
    private int nodes;

    /** Version 1 is one file, version 2 the hundred million, version 3 a hundred more in one partition. */
    @BeforeAll
    void commitAHundredMore() {
        Lab.draft(Lab.open(memory), "dt=0000/first.csv", "x").partitionBy("dt").publish();
        nodes = GeneratedVersion.commit(memory, partition -> partition == PRESENT);
        committing = run(() -> {
            MlPlatform ml = open();
            PlatformAccess.zone(ml, Zone.DATASETS)
                    .publish(PublishPlan.of(EntityName.of(Lab.NAME), "dataset")
                            .records(txn -> added().stream()
                                    .map(path -> FileEntry.of(path, 1, Digest.of(path), txn))
                                    .toList())
                            .build());
            version = ml.datasets().get(Lab.NAME + "@3");
        });
    }

    @AfterAll
    void stop() {
        executor.shutdownNow();
        store.close();
    }

    @Test
    void theGeneratedSegmentsEndWhereTheFormatEndsThem() {
        assertThat(IntStream.range(0, GeneratedVersion.PARTITIONS * GeneratedVersion.SEGMENTS_A_PARTITION))
                .allMatch(segment -> GeneratedVersion.endsSegment(GeneratedVersion.end(segment))
                        && !GeneratedVersion.endsSegment(GeneratedVersion.first(segment)));
    }

    @Test
    void aHundredFilesMoreRewriteOneSegmentOneNodeAndTheRoot() {
        List<String> written = committing.subjects(RequestKind.UPLOAD).stream()
                .filter(key -> key.contains("/_manifests/"))
                .toList();

        assertThat(version.files()).isEqualTo(GeneratedVersion.FILES + 100);
        assertThat(written).filteredOn(key -> key.endsWith(".jsonl.gz")).hasSize(2);
        assertThat(written).filteredOn(key -> key.endsWith(".json.gz")).hasSize(1);
        assertThat(lines(committing)).isEqualTo(nodes + 1);
        // Layout, head and root are four, documents three, the entry with its check and index three. The index of the
        // version before is missing, as that was committed by hand, and takes six; opening what was made takes two.
        assertThat(committing.all()).hasSize(nodes + 1 + 4 + 3 + 3 + 6 + 2);
    }

    @Test
    void onePartitionIsTwoGetsAllIndexNodesOnceAProcessAndItsSegments() {
        MlPlatform ml = open();
        Requests first = run(() -> partitionIsThere(ml));
        Requests again = run(() -> partitionIsThere(ml));

        assertThat(lines(first)).isEqualTo(nodes + 10);
        assertThat(first.all()).hasSize(2 + nodes + 10);
        assertThat(lines(again)).isZero();
    }

    @Test
    void aRangeOfPathsReadsTheSegmentsThatItLiesIn() {
        MlPlatform ml = open();
        Requests seen = run(() -> assertThat(ml.datasets().files(version, FileFilter.range("dt=0617/3", "dt=0617/5")))
                .extracting(VersionFile::path)
                .containsExactlyElementsOf(paths(6_173, 6_174)));

        assertThat(lines(seen)).isEqualTo(nodes + 2);
    }

    @Test
    void aPartitionThatIsDeletedIsNotRead() {
        MlPlatform ml = open();
        DatasetVersion[] after = new DatasetVersion[1];
        Requests seen = run(() -> after[0] = ml.datasets()
                .draft(Lab.NAME)
                .delete(FileFilter.partition("dt", GeneratedVersion.day(GOING)))
                .publish());

        assertThat(after[0].files()).isEqualTo(version.files() - 80_000);
        assertThat(lines(seen)).isEqualTo(nodes);
        assertThat(ml.datasets().files(after[0], FileFilter.partition("dt", GeneratedVersion.day(GOING))))
                .isEmpty();
    }

    @Test
    void aDifferenceReadsTheNodesOfBothOnceAndTheSegmentsThatDiffer() {
        MlPlatform ml = open();
        DatasetVersion before = ml.datasets().get(Lab.NAME + "@2");
        Requests seen = run(() -> {
            VersionDiff difference = ml.datasets().diff(before, version);
            assertThat(difference.added()).extracting(VersionFile::path).containsExactlyElementsOf(added());
            assertThat(difference.removed()).isEmpty();
            assertThat(difference.changed()).isEmpty();
        });

        assertThat(lines(seen)).isEqualTo(nodes + 1 + 2);
    }

    private void partitionIsThere(MlPlatform ml) {
        List<String> expected = new ArrayList<>(paths(6_170, 6_179));
        expected.addAll(added());
        assertThat(ml.datasets().files(version, FileFilter.partition("dt", GeneratedVersion.day(PRESENT))))
                .extracting(VersionFile::path)
                .containsExactlyElementsOf(expected.stream().sorted().toList());
    }

    private static List<String> paths(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(GeneratedVersion::paths)
                .flatMap(List::stream)
                .toList();
    }

    /** A hundred paths within the sixth segment of the partition, none of which ends one. */
    private static List<String> added() {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> String.format(Locale.ROOT, "dt=%04d/5-more-%03d.parquet", PRESENT, number))
                .filter(path -> !GeneratedVersion.endsSegment(path))
                .limit(100)
                .toList();
    }

    private static long lines(Requests seen) {
        return seen.subjects(RequestKind.GET).stream()
                .filter(key -> key.endsWith(".jsonl.gz"))
                .count();
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
