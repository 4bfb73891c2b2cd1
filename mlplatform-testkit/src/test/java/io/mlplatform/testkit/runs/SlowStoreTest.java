package io.mlplatform.testkit.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformBuilder;
import io.mlplatform.experiments.Run;
import io.mlplatform.experiments.RunSettings;
import io.mlplatform.experiments.RunStatus;
import io.mlplatform.experiments.Runs;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a store that takes its time: what is under way neither hides that they live nor loses what they are told. */
@Timeout(60)
class SlowStoreTest {

    private final SimulatedHours hours = new SimulatedHours();
    private final Meeting store = new Meeting(new MemoryStore(hours));

    @AfterEach
    void close() {
        hours.timer().shutdownNow();
        store.close();
    }

    @Test
    void aRunShowsThatItLivesWhileItsFileIsOnItsWay(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("weights.bin"), "much");
        CountDownLatch uploading = new CountDownLatch(1);
        CountDownLatch uploaded = new CountDownLatch(1);
        try (MlPlatform platform =
                builder().scheduler(hours.timer(), Runnable::run).open()) {
            Runs runs = runs(platform);
            Run run = runs.start("churn/xgb");
            store.meet("weights.bin", () -> {
                uploading.countDown();
                await(uploaded);
            });
            CompletableFuture<Run> adding = CompletableFuture.supplyAsync(() -> run.addFile(file));
            await(uploading);
            run.metric("auc", 1);

            hours.pass(Duration.ofMinutes(10));

            assertThat(runs.get(run.name().value()).status()).isEqualTo(RunStatus.RUNNING);
            assertThat(runs.get(run.name().value()).lastSign()).isEqualTo(hours.instant());
            uploaded.countDown();
            adding.get(30, TimeUnit.SECONDS).succeed();
            assertThat(runs.get(run.name().value()).points()).isEqualTo(1);
        } finally {
            uploaded.countDown();
        }
    }

    @Test
    void aRunShowsThatItLivesWhileAnothersHeartbeatWaitsForTheStore() {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch shown = new CountDownLatch(1);
        try (MlPlatform platform = builder().scheduler(hours.timer()).open()) {
            Run stuck = runs(platform).start("churn/stuck");
            Run lively = runs(platform).start("churn/lively");
            store.meet(stuck.name() + "/_head.json", () -> await(answered));
            store.meet(lively.name() + "/_head.json", shown::countDown);

            hours.pass(Duration.ofMinutes(2));

            await(shown);
        } finally {
            answered.countDown();
        }
    }

    @Test
    void whatIsToldWhileTheRunIsBeingEndedIsRefused() {
        try (MlPlatform platform = builder().open()) {
            Runs runs = runs(platform);
            Run run = runs.start("churn/xgb").metric("auc", 1);
            List<Consumer<Run>> late = List.of(
                    each -> each.metric("auc", 2), each -> each.param("depth", 6), each -> each.tag("kind", "late"));
            CompletableFuture<Boolean> refused = new CompletableFuture<>();
            store.meet("/_log/", () -> {
                for (Consumer<Run> telling : late) {
                    assertThatThrownBy(() -> telling.accept(run)).isInstanceOf(IllegalStateException.class);
                }
                refused.complete(true);
            });

            run.succeed();

            assertThat(refused).isCompletedWithValue(true);
            assertThat(runs.get(run.name().value()).points()).isEqualTo(1);
        }
    }

    private MlPlatformBuilder builder() {
        return MlPlatform.builder().store(store, "").time(hours, new Random(5));
    }

    private static Runs runs(MlPlatform platform) {
        return platform.workspace("growth")
                .with(RunSettings.defaults().withFolder(Path.of("/")))
                .runs();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A store that lets a test do something before what is written below a key is. */
    private static final class Meeting extends DelegatingObjectStore {

        private record Visit(String key, Runnable work) {}

        private final List<Visit> visits = new CopyOnWriteArrayList<>();

        Meeting(ObjectStore delegate) {
            super(delegate);
        }

        void meet(String key, Runnable work) {
            visits.add(new Visit(key, work));
        }

        @Override
        public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
            visit(key);
            return super.put(key, content, condition);
        }

        @Override
        public void upload(Iterable<Upload> uploads, TransferListener listener) {
            uploads.forEach(upload -> visit(upload.key()));
            super.upload(uploads, listener);
        }

        private void visit(ObjectKey key) {
            visits.stream().filter(visit -> key.value().contains(visit.key())).forEach(visit -> visit.work()
                    .run());
        }
    }
}
