package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Digest;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeteredObjectStoreTest {

    private final HopClock clock = new HopClock();
    private final MeteredObjectStore store = new MeteredObjectStore(new MemoryStore(Clock.systemUTC()), clock);
    private final ExecutorService executor = clock.executor(Executors.newFixedThreadPool(3));

    @AfterEach
    void stop() {
        executor.shutdownNow();
        store.close();
    }

    @Test
    void requestsInARowAreAsManyHops() {
        Sample.put(store, "a", "1");
        head("a");
        head("b");
        store.list("x/", "", Delimiter.NONE, 10);
        Requests seen = store.snapshot();
        assertThat(seen.hops()).isEqualTo(4);
        assertThat(seen.count(RequestKind.HEAD)).isEqualTo(2);
        assertThat(seen.subjects(RequestKind.HEAD)).containsExactly("a", "b");
        assertThat(seen)
                .hasToString("2 HEAD, 1 PUT, 1 LIST in 4 hops\n  PUT a @1\n  HEAD a @2\n  HEAD b @3\n  LIST x/ @4");
    }

    @Test
    void tasksSideBySideAreOneHop() throws Exception {
        head("first");
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            tasks.add(executor.submit(() -> head("side-" + number)));
        }
        for (Future<?> task : tasks) {
            task.get();
        }
        head("last");
        assertThat(store.snapshot().hops()).isEqualTo(3);
        assertThat(store.snapshot().all()).hasSize(22);
    }

    @Test
    void theLongestTaskCounts() throws Exception {
        Callable<Boolean> three = () -> head("x") || head("y") || head("z");
        Callable<Boolean> one = () -> head("x");
        executor.invokeAll(List.of(one, three, one));
        assertThat(clock.now()).isEqualTo(3);
        head("last");
        assertThat(store.snapshot().hops()).isEqualTo(4);
    }

    @Test
    void aTaskNobodyWaitedForDelaysNobody() throws Exception {
        Future<Boolean> task = executor.submit(() -> head("x") || head("y"));
        head("own");
        assertThat(clock.now()).isEqualTo(1);
        task.get();
        assertThat(clock.now()).isEqualTo(2);
    }

    @Test
    void tasksOfTasksAreFollowed() throws Exception {
        executor.submit(() -> {
                    head("x");
                    executor.submit(() -> head("y")).get();
                    return head("z");
                })
                .get();
        assertThat(clock.now()).isEqualTo(3);
    }

    @Test
    void aFailedTaskIsFollowedToo() {
        Future<Boolean> task = executor.submit(() -> {
            head("x");
            throw new IllegalStateException("as this test wants");
        });
        assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class);
        assertThat(clock.now()).isEqualTo(1);
    }

    @Test
    void aBulkCallIsOneHop() {
        List<Upload> uploads = Sample.keys("data/", 7).stream()
                .map(key -> new Upload(key, Content.of("x"), Digest.of("x")))
                .toList();
        store.upload(uploads, TransferListener.SILENT);
        store.upload(List.of(), TransferListener.SILENT);
        Requests seen = store.snapshot();
        assertThat(seen.hops()).isEqualTo(1);
        assertThat(seen.count(RequestKind.UPLOAD)).isEqualTo(7);
        assertThat(seen.beyondData()).isZero();
    }

    @Test
    void aDeleteIsOneRequestForEachThousandKeys() {
        store.delete(Sample.keys("k", 2_001));
        assertThat(store.snapshot().subjects(RequestKind.DELETE)).containsExactly("k00000", "k01000", "k02000");
    }

    @Test
    void laterRequestsCountFromTheSnapshot() {
        head("a");
        head("b");
        Requests before = store.snapshot();
        head("c");
        Requests later = store.since(before);
        assertThat(later.all()).containsExactly(new Request(RequestKind.HEAD, "c", 3));
        assertThat(later.hops()).isEqualTo(1);
        assertThat(store.since(store.snapshot())).hasToString("no request in 0 hops");
    }

    private boolean head(String key) {
        return store.head(ObjectKey.of(key)).isPresent();
    }
}
