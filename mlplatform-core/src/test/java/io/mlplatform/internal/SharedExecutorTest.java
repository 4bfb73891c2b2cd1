package io.mlplatform.internal;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.store.BulkTransfer;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks that wait for tasks of the same few threads. */
class SharedExecutorTest {

    private final ExecutorService two = Executors.newFixedThreadPool(2);
    private final MemoryStore store = new MemoryStore(new Lake.Ticks());

    @AfterEach
    void close() {
        two.shutdownNow();
    }

    @Test
    void publishesOnThePlatformsOwnThreadsEnd() throws Exception {
        try (MlPlatform ml = MlPlatform.builder().store(store, "").executor(two).open()) {
            List<Future<Long>> publishes = new ArrayList<>();
            for (String name : List.of("growth/a", "growth/b", "growth/c", "growth/d")) {
                publishes.add(two.submit(() -> ml.datasets()
                        .draft(name)
                        .addBytes("a.csv", bytes(name))
                        .publish()
                        .version()));
            }
            for (Future<Long> publish : publishes) {
                assertThat(publish.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            }
        }
    }

    @Test
    void bulkTransfersOnTheirOwnThreadsEnd() throws Exception {
        BulkTransfer bulk = new BulkTransfer(store, two);
        List<Future<?>> transfers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Upload upload = new Upload(ObjectKey.of("data/" + i), Content.of("x"), Digest.of("x"));
            transfers.add(two.submit(() -> bulk.upload(List.of(upload), TransferListener.SILENT)));
        }
        for (Future<?> transfer : transfers) {
            transfer.get(30, TimeUnit.SECONDS);
        }
        assertThat(store.head(ObjectKey.of("data/3"))).isPresent();
    }
}
