package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.LocalStore;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.format.FormatReader;
import io.mlplatform.testkit.format.FormatReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many processes at once: each acknowledged write is in the log, once, and nothing else is. */
class ConcurrencyTest {

    private static final int THREADS = 16;
    private static final int PUBLISHES = 10;
    private static final int ROUNDS = 40;

    @TempDir
    private Path folder;

    @Test
    void sixteenPublishersOfOneDatasetInMemoryLoseNothing() throws Exception {
        assertAllPublished(Lab.memory());
    }

    @Test
    void sixteenPublishersOfOneDatasetOnDiskLoseNothing() throws Exception {
        try (ObjectStore store = LocalStore.open(folder, Lab.clock())) {
            assertAllPublished(store);
        }
        FormatReport report = FormatReader.read(folder);
        assertThat(report.findings()).isEmpty();
        assertThat(report.orphans()).noneMatch(key -> key.contains("/data/"));
        assertThat(report.entity("datasets", Lab.NAME).orElseThrow().versions()).hasSize(THREADS * PUBLISHES);
    }

    @Test
    void ofTwoMoversOfAnAliasEachMoveIsAuditedOrRefused() throws Exception {
        ObjectStore store = LocalStore.open(folder, Lab.clock());
        MlPlatform ml = Lab.open(store);
        List<ModelVersion> versions = List.of(Lab.model(ml, "1"), Lab.model(ml, "2"));
        CyclicBarrier start = new CyclicBarrier(2);
        List<Integer> moves = together(2, thread -> {
            MlPlatform own = Lab.open(store);
            int moved = 0;
            for (int round = 0; round < ROUNDS; round++) {
                start.await(1, TimeUnit.MINUTES);
                moved += moves(own, versions.get(thread), "mover-" + thread) ? 1 : 0;
            }
            return moved;
        });
        Journal alias = Journal.ofProduction(store);
        assertThat(alias.entries()).hasSize(moves.get(0) + moves.get(1)).hasSizeGreaterThanOrEqualTo(ROUNDS);
        assertThat(alias.entries().stream()
                        .filter(entry -> entry.path("event").path("by").asText().equals("mover-0")))
                .hasSize(moves.get(0));
        assertThat(Journal.of(store, Zone.MODELS).state().path("pins")).hasSize(1);
        assertThat(FormatReader.read(folder).findings()).isEmpty();
        store.close();
    }

    private static boolean moves(MlPlatform ml, ModelVersion version, String by) {
        try {
            ml.models().assign(version, "production", Approval.by(by));
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    private static void assertAllPublished(ObjectStore store) throws Exception {
        List<List<DatasetVersion>> published = together(THREADS, thread -> {
            MlPlatform ml = Lab.open(store, Lab.SETTINGS.withCommitAttempts(THREADS * PUBLISHES));
            List<DatasetVersion> own = new ArrayList<>();
            for (int i = 0; i < PUBLISHES; i++) {
                own.add(Lab.publish(ml, thread + "-" + i + ".csv", thread + "," + i));
            }
            return own;
        });
        int all = THREADS * PUBLISHES;
        MlPlatform ml = Lab.open(store);
        assertThat(published.stream().flatMap(List::stream).map(DatasetVersion::version))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, all).boxed().toList());
        assertThat(ml.datasets().history(Lab.NAME, all).versions())
                .containsExactlyInAnyOrderElementsOf(
                        published.stream().flatMap(List::stream).toList());
        assertThat(ml.datasets().get(Lab.NAME).files()).isEqualTo(all);
        assertThat(ml.datasets().verify(ml.datasets().get(Lab.NAME))).isEmpty();
        assertThat(Journal.of(store, Zone.DATASETS).entries()).hasSize(all);
    }

    private interface Work<T> {
        T in(int thread) throws Exception;
    }

    private static <T> List<T> together(int threads, Work<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                tasks.add(() -> work.in(thread));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
