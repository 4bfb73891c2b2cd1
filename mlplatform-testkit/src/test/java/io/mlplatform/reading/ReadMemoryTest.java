package io.mlplatform.reading;

import static io.mlplatform.reading.Pool.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.VersionFileChannel;
import io.mlplatform.internal.reading.RangeChannel;
import io.mlplatform.internal.reading.ReadMemory;
import io.mlplatform.internal.reading.StoredFile;
import io.mlplatform.internal.transfer.CancelSignal;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a channel holds, and how its reads are ended. */
class ReadMemoryTest {

    private static final int SIZE = 60 * MIB;
    private static final ObjectKey KEY = ObjectKey.of("x/data/a.bin");

    private final WatchedStore store = new WatchedStore(new MemoryStore(Pool.CLOCK));
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final CountDownLatch blocked = new CountDownLatch(1);

    @AfterEach
    void close() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        store.close();
    }

    @Test
    void itHoldsNoMoreThanThereIsAndGivesAllBack() throws IOException {
        ReadMemory memory = new ReadMemory(20 * MIB);
        try (VersionFileChannel channel = open(memory)) {
            ByteBuffer target = ByteBuffer.allocate(SIZE);
            while (target.hasRemaining()) {
                target.limit(Math.min(SIZE, target.position() + 1_000_000));
                channel.read(target);
                target.limit(SIZE);
                assertThat(memory.left()).isBetween(0L, 20L * MIB);
            }
        }
        assertThat(memory.left()).isEqualTo(20 * MIB);
    }

    @Test
    void withoutMemoryItReadsInSmallBites() throws IOException {
        try (VersionFileChannel channel = open(new ReadMemory(0))) {
            channel.read(ByteBuffer.allocate(4 * MIB));

            assertThat(store.gets()).hasSize(8);
        }
    }

    @Test
    void aReadThatFailsGivesItsMemoryBack() throws IOException {
        ReadMemory memory = new ReadMemory(40 * MIB);
        try (VersionFileChannel channel = open(memory)) {
            channel.read(ByteBuffer.allocate(MIB));
            store.delete(List.of(KEY));
            channel.position(0);

            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(SIZE))).hasMessageContaining("is gone");
            assertThat(memory.left()).isEqualTo(40 * MIB);
        }
    }

    @Test
    void closingEndsAReadThatWaits() throws Exception {
        ReadMemory memory = new ReadMemory(40 * MIB);
        VersionFileChannel channel = open(memory);
        store.bodies(Stuck::new);
        Future<Integer> read = threads.submit(() -> channel.read(ByteBuffer.allocate(MIB)));
        blocked.await();

        channel.close();

        assertThatThrownBy(read::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AsynchronousCloseException.class);
        assertThat(memory.left()).isEqualTo(40 * MIB);
    }

    @Test
    void closingBesideAChangeOfPositionGivesAllBack() throws Exception {
        ReadMemory memory = new ReadMemory(40 * MIB);
        StoredFile file = stored(new byte[1_000]);
        for (int round = 0; round < 100; round++) {
            VersionFileChannel channel = new RangeChannel(file, memory, threads);
            channel.read(ByteBuffer.allocate(1));
            CountDownLatch moving = new CountDownLatch(1);
            Future<?> moves = threads.submit(() -> {
                while (channel.isOpen()) {
                    channel.position(1);
                    moving.countDown();
                }
                return true;
            });
            moving.await();
            channel.close();
            Assertions.catchThrowableOfType(ExecutionException.class, moves::get);

            assertThat(memory.left()).as("round %s", round).isEqualTo(40 * MIB);
        }
    }

    @Test
    void anInterruptEndsAReadAndIsKept() throws Exception {
        try (VersionFileChannel channel = open(new ReadMemory(0))) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(MIB), 0))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(channel.read(ByteBuffer.allocate(MIB), 0)).isEqualTo(MIB);
        }
    }

    private VersionFileChannel open(ReadMemory memory) {
        return new RangeChannel(stored(new byte[SIZE]), memory, threads);
    }

    private StoredFile stored(byte[] bytes) {
        store.put(KEY, Content.of(bytes), PutCondition.always());
        return new StoredFile(
                store, KEY, bytes.length, Optional.of(Digest.of(bytes)), Optional.empty(), () -> {}, 2, attempt -> {});
    }

    /** A body that stands still until it is aborted, as one of a socket. */
    private final class Stuck extends FilterInputStream {

        private final CountDownLatch aborted = new CountDownLatch(1);

        Stuck(InputStream in) {
            super(in);
            CancelSignal.current().onCancel(aborted::countDown);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            blocked.countDown();
            try {
                aborted.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("aborted");
        }
    }
}
