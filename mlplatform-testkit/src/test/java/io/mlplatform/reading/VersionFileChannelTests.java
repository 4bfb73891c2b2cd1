package io.mlplatform.reading;

import static io.mlplatform.reading.Pool.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.VersionFileChannel;
import io.mlplatform.internal.Parallel;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of a channel on every kind of store. */
abstract class VersionFileChannelTests {

    private static final int SIZE = 19 * MIB + 7;

    private ObjectStore store;
    private Pool pool;
    private VersionFileChannel channel;

    abstract ObjectStore store() throws IOException;

    @BeforeEach
    void open() throws IOException {
        store = store();
        pool = new Pool(store, SIZE);
        channel = pool.open();
    }

    @AfterEach
    void close() {
        channel.close();
        pool.close();
        store.close();
    }

    @Test
    void whateverIsReadIsWhatLiesThere() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            int position = random.nextInt(SIZE + 100);
            int length = random.nextInt(random.nextInt(10) == 0 ? 9 * MIB : 70_000);
            ByteBuffer target = random.nextBoolean() ? ByteBuffer.allocate(length) : ByteBuffer.allocateDirect(length);
            int count;
            switch (random.nextInt(3)) {
                case 0 -> count = channel.read(target, position);
                case 1 -> count = channel.position(position).read(target);
                default -> {
                    position = (int) channel.position();
                    count = channel.read(target);
                }
            }
            assertThat(count).isEqualTo(position >= SIZE ? -1 : Math.min(length, SIZE - position));
            assertThat(bytes(target.flip())).isEqualTo(expected(position, length));
        }
    }

    @Test
    void rangesComeInTheirOrderHoweverTheyLie() throws IOException {
        Random random = new Random(4);
        for (int round = 0; round < 8; round++) {
            List<ByteRange> ranges = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                ranges.add(ByteRange.of(
                        random.nextInt(SIZE + 100), 1 + random.nextInt(random.nextInt(9) == 0 ? 10 * MIB : 9_000)));
            }
            List<ByteBuffer> buffers = channel.readRanges(ranges);
            assertThat(buffers).hasSameSizeAs(ranges);
            for (int i = 0; i < ranges.size(); i++) {
                assertThat(bytes(buffers.get(i)))
                        .isEqualTo(expected((int) ranges.get(i).offset(), (int)
                                ranges.get(i).length()));
            }
        }
        assertThat(channel.readRanges(List.of())).isEmpty();
        assertThat(bytes(channel.readRanges(List.of(ByteRange.ALL)).get(0))).isEqualTo(pool.bytes());
    }

    @Test
    void manyThreadsReadSideBySide() {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> readers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int position = i * 300_000;
                readers.add(() -> {
                    ByteBuffer target = ByteBuffer.allocate(1_000);
                    channel.read(target, position);
                    byte[] range = bytes(channel.readRanges(List.of(ByteRange.of(position + 500, 2_000)))
                            .get(0));
                    return Arrays.equals(bytes(target.flip()), expected(position, 1_000))
                            && Arrays.equals(range, expected(position + 500, 2_000));
                });
            }
            assertThat(Parallel.call(threads, "readers", readers)).containsOnly(true);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aStreamOverItIsTheWholeFile() throws IOException {
        assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(pool.bytes());
        assertThat(channel.position()).isEqualTo(SIZE).isEqualTo(channel.size());
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void itIsReadOnlyAndClosesOnce() {
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).isInstanceOf(NonWritableChannelException.class);
        assertThatThrownBy(() -> channel.truncate(0)).isInstanceOf(NonWritableChannelException.class);
        assertThatThrownBy(() -> channel.position(-1)).isInstanceOf(IllegalArgumentException.class);
        channel.close();
        channel.close();

        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1), 0)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> channel.readRanges(List.of())).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(channel::size).isInstanceOf(ClosedChannelException.class);
    }

    private byte[] expected(int position, int length) {
        int from = Math.min(position, SIZE);
        return Arrays.copyOfRange(pool.bytes(), from, Math.min(SIZE, from + length));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
