package io.mlplatform.testkit.models;

import static io.mlplatform.testkit.models.Promoter.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.models.AuditedMove;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.LocalStore;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.format.FormatReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two who promote different versions of a model to production at once, and readers beside them. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ConcurrentPromotionTest {

    private static final int VERSIONS = 5;

    @TempDir
    Path lake;

    @Test
    void twoPlatformsInOneProcessLoseNoMove() throws Exception {
        try (ObjectStore store = new MemoryStore(Clock.systemUTC())) {
            promoteInThreads(store, 200);
        }
    }

    @Test
    void twoProcessesLoseNoMove() throws Exception {
        promoteInProcesses(100);
        assertThat(FormatReader.read(lake).findings()).isEmpty();
    }

    @Test
    @Tag("soak")
    void twoProcessesLoseNoneOfVeryManyMoves() throws Exception {
        promoteInProcesses(1_000);
        assertThat(FormatReader.read(lake).findings()).isEmpty();
    }

    private static void promoteInThreads(ObjectStore store, int each) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (MlPlatform one = MlPlatform.builder().store(store, "").open();
                MlPlatform two = MlPlatform.builder().store(store, "").open();
                MlPlatform three = MlPlatform.builder().store(store, "").open()) {
            publish(one);
            AtomicBoolean over = new AtomicBoolean();
            Semaphore sights = new Semaphore(0);
            Promoter.Pause pause = pauseForEachOther(sights);
            Future<Set<Long>> seen = threads.submit(() -> read(three, over, sights));
            Future<List<String>> first =
                    threads.submit(() -> Promoter.promote(one, "one", List.of(1L, 2L), each, pause));
            Future<List<String>> second =
                    threads.submit(() -> Promoter.promote(two, "two", List.of(3L, 4L), each, pause));
            List<String> acknowledged = new ArrayList<>(first.get());
            acknowledged.addAll(second.get());
            over.set(true);
            requireAudited(three, acknowledged, 2 * each);
            assertThat(seen.get()).isSubsetOf(1L, 2L, 3L, 4L).hasSizeGreaterThan(1);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Both wait for each other after their first and their second move, until the reader has seen another version: what
     * stands after the second moves is neither's first version.
     */
    private static Promoter.Pause pauseForEachOther(Semaphore sights) {
        CyclicBarrier both = new CyclicBarrier(2, () -> awaitSight(sights));
        return acknowledged -> {
            if (acknowledged.size() <= 2) {
                both.await(2, TimeUnit.MINUTES);
            }
        };
    }

    private static void awaitSight(Semaphore sights) {
        try {
            assertThat(sights.tryAcquire(1, TimeUnit.MINUTES))
                    .as("the reader saw another version")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void promoteInProcesses(int each) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (LocalStore store = LocalStore.open(lake, Clock.systemUTC());
                MlPlatform platform = MlPlatform.builder().store(store, "").open()) {
            publish(platform);
            Process one = Promoter.start(lake, "one", each, 1, 2);
            Process two = Promoter.start(lake, "two", each, 3, 4);
            try (BufferedReader first = output(one);
                    BufferedReader second = output(two)) {
                assertThat(first.readLine()).isEqualTo("ready");
                assertThat(second.readLine()).isEqualTo("ready");
                AtomicBoolean over = new AtomicBoolean();
                Future<Set<Long>> seen = threads.submit(() -> read(platform, over, new Semaphore(0)));
                begin(one);
                begin(two);
                List<String> acknowledged = new ArrayList<>(List.of(first.readLine(), second.readLine()));
                begin(one);
                begin(two);
                Callable<List<String>> rest = () -> second.lines().toList();
                Future<List<String>> others = threads.submit(rest);
                acknowledged.addAll(first.lines().toList());
                acknowledged.addAll(others.get());
                over.set(true);
                assertThat(one.waitFor()).isZero();
                assertThat(two.waitFor()).isZero();
                requireAudited(platform, acknowledged, 2 * each);
                assertThat(seen.get()).isSubsetOf(1L, 2L, 3L, 4L);
            } finally {
                one.destroyForcibly();
                two.destroyForcibly();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void requireAudited(MlPlatform platform, List<String> acknowledged, int moves) {
        List<AuditedMove> audit = platform.models().audit(MODEL, "production", 10 * moves);
        assertThat(acknowledged).hasSize(moves).doesNotHaveDuplicates();
        assertThat(audit)
                .extracting(AuditedMove::reason)
                .as("each acknowledged move stands in the audit, and no other")
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(audit).allSatisfy(move -> {
            assertThat(move.reason()).endsWith(" of " + move.version().version());
            assertThat(move.reason()).startsWith(move.by() + "-");
        });
        assertThat(audit.stream().map(AuditedMove::by).distinct()).hasSize(2);
        assertThat(firstRun(audit))
                .as("they moved it in turns, not one after the other")
                .isLessThan(moves / 2);
        assertThat(platform.models().get(MODEL + "@production").ref())
                .isEqualTo(audit.get(0).version());
    }

    private static long firstRun(List<AuditedMove> audit) {
        return audit.stream()
                .takeWhile(move -> move.by().equals(audit.get(0).by()))
                .count();
    }

    /** The versions that were production, each of which is told to {@code sights} when it is seen first. */
    private static Set<Long> read(MlPlatform platform, AtomicBoolean over, Semaphore sights) {
        Set<Long> seen = new TreeSet<>();
        while (!over.get()) {
            platform.models()
                    .find(MODEL + "@production")
                    .map(ModelVersion::version)
                    .filter(seen::add)
                    .ifPresent(version -> sights.release());
        }
        return seen;
    }

    private static void publish(MlPlatform platform) {
        for (int version = 1; version <= VERSIONS; version++) {
            platform.models()
                    .draft(MODEL)
                    .addBytes("model.onnx", ("weights " + version).getBytes(StandardCharsets.UTF_8))
                    .publish();
        }
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void begin(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }
}
