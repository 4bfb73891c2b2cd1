package io.mlplatform.reading;

import static io.mlplatform.reading.Pool.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.VersionFileChannel;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.MemoryStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many requests reading a file takes, and for which ranges. */
class ReadBudgetTest {

    private static final long FIRST = MIB / 2;

    private final WatchedStore store = new WatchedStore(new MemoryStore(Pool.CLOCK));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void openingAsksForNothingOfTheFile() {
        try (Pool pool = new Pool(store, MIB);
                VersionFileChannel channel = pool.open()) {
            assertThat(channel.isOpen()).isTrue();
            assertThat(store.gets()).isEmpty();
        }
    }

    @Test
    void aSmallFileReadWholeIsOneGet() throws IOException {
        try (Pool pool = new Pool(store, 8 * MIB);
                VersionFileChannel channel = pool.open()) {
            assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(pool.bytes());
            assertThat(store.gets()).containsExactly(new WatchedStore.Get(ByteRange.ALL, GetCondition.always()));
        }
    }

    @Test
    void aLargeFileReadWholeIsASmallGetAndThenOneForEachEightMebibytes() throws IOException {
        try (Pool pool = new Pool(store, 21 * MIB);
                VersionFileChannel channel = pool.open()) {
            assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(pool.bytes());
            assertThat(store.ranges())
                    .containsExactlyInAnyOrder(
                            ByteRange.of(0, FIRST),
                            ByteRange.of(FIRST, 8 * MIB),
                            ByteRange.of(FIRST + 8 * MIB, 8 * MIB),
                            ByteRange.of(FIRST + 16 * MIB, 5 * MIB - FIRST));
        }
    }

    @Test
    void readingAheadBeginsWithTheSecondRangeThatFollowsTheOneBefore() throws IOException {
        try (Pool pool = new Pool(store, 60 * MIB);
                VersionFileChannel channel = pool.open()) {
            ByteBuffer first = ByteBuffer.allocate((int) FIRST);
            channel.read(first);
            assertThat(store.ranges()).containsExactly(ByteRange.of(0, FIRST));

            channel.read(ByteBuffer.allocate(1));
            channel.position(59 * MIB);
            channel.read(ByteBuffer.allocate(1));

            assertThat(store.ranges())
                    .contains(ByteRange.of(FIRST, 8 * MIB), ByteRange.of(59 * MIB, FIRST))
                    .hasSizeBetween(2, 5);
        }
    }

    @Test
    void leapsReadNoMoreThanHalfAMebibyteEachAndNothingAhead() throws IOException {
        try (Pool pool = new Pool(store, 20 * MIB);
                VersionFileChannel channel = pool.open()) {
            for (long position : List.of(20 * MIB - 8L, 10L * MIB, 3L * MIB)) {
                channel.position(position);
                channel.read(ByteBuffer.allocate(8));
            }
            assertThat(store.ranges())
                    .containsExactly(
                            ByteRange.of(20 * MIB - 8, 8), ByteRange.of(10 * MIB, FIRST), ByteRange.of(3 * MIB, FIRST));
        }
    }

    @Test
    void aPositionalReadIsOneGetOfWhatIsWanted() throws IOException {
        try (Pool pool = new Pool(store, 20 * MIB);
                VersionFileChannel channel = pool.open()) {
            channel.read(ByteBuffer.allocate(12 * MIB), 5);
            assertThat(store.ranges()).containsExactly(ByteRange.of(5, 12 * MIB));
        }
    }

    @Test
    void aThousandNearRangesAreTwoGetsAndAFarOneAThird() throws IOException {
        try (Pool pool = new Pool(store, 20 * MIB);
                VersionFileChannel channel = pool.open()) {
            List<ByteRange> ranges = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                ranges.add(ByteRange.of(i * 10_000L, 100));
            }
            ranges.add(ByteRange.of(19 * MIB, 100));
            channel.readRanges(ranges);
            assertThat(store.gets()).hasSize(3);
        }
    }

    @Test
    void allButTheFirstAskForTheTagOfTheFirst() throws IOException {
        try (Pool pool = new Pool(store, 30 * MIB);
                VersionFileChannel channel = pool.open()) {
            channel.readRanges(List.of(ByteRange.of(0, 30 * MIB)));
            channel.read(ByteBuffer.allocate(3), 0);
            Channels.newInputStream(channel).readAllBytes();

            List<GetCondition> conditions =
                    store.gets().stream().map(WatchedStore.Get::condition).toList();
            assertThat(conditions.get(0)).isEqualTo(GetCondition.always());
            assertThat(conditions.subList(1, conditions.size()))
                    .hasSize(3 + 1 + 5)
                    .allMatch(GetCondition.IfMatch.class::isInstance);
        }
    }
}
