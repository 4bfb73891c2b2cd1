package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Digest;
import io.mlplatform.store.ByteRange;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadedRangesTest {

    @Test
    void rangesAreGivenInOrderAndOnce() {
        DownloadedRanges ranges = new DownloadedRanges(25, 10);
        assertThat(ranges.take()).contains(ByteRange.of(0, 10));
        assertThat(ranges.take()).contains(ByteRange.of(10, 10));
        assertThat(ranges.take()).contains(ByteRange.of(20, 5));
        assertThat(ranges.take()).isEmpty();
        assertThat(ranges.isComplete()).isFalse();
    }

    @Test
    void theFrontIsWhereTheFirstGapBegins() {
        DownloadedRanges ranges = new DownloadedRanges(25, 10);
        ranges.finished(ByteRange.of(10, 10));
        assertThat(ranges.front()).isZero();
        ranges.finished(ByteRange.of(0, 10));
        assertThat(ranges.front()).isEqualTo(20);
        ranges.finished(ByteRange.of(20, 5));
        assertThat(ranges.front()).isEqualTo(25);
        assertThat(ranges.isComplete()).isTrue();
    }

    @Test
    void whatWasOnDiskBeforeIsNotFetchedAgain() {
        DownloadedRanges ranges = new DownloadedRanges(30, 10);
        ranges.finished(ByteRange.of(10, 10));
        assertThat(ranges.take()).contains(ByteRange.of(0, 10));
        assertThat(ranges.take()).contains(ByteRange.of(20, 10));
        assertThat(ranges.take()).isEqualTo(Optional.empty());
    }

    @Test
    void aRangeOfAnotherCutIsRefused() {
        DownloadedRanges ranges = new DownloadedRanges(30, 10);
        assertThatThrownBy(() -> ranges.finished(ByteRange.of(10, 5))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theHashOfRangesInAnyOrderIsThatOfTheFile(@TempDir Path folder) throws Exception {
        byte[] bytes = new byte[300_007];
        new Random(1).nextBytes(bytes);
        DownloadedRanges ranges = new DownloadedRanges(bytes.length, 10_000);
        FrontHash hash = new FrontHash(ranges);
        List<ByteRange> order = new ArrayList<>();
        for (Optional<ByteRange> range = ranges.take(); range.isPresent(); range = ranges.take()) {
            order.add(range.get());
        }
        Collections.shuffle(order, new Random(2));
        try (FileChannel file = FileChannel.open(
                folder.resolve("x"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (ByteRange range : order) {
                file.write(ByteBuffer.wrap(bytes, (int) range.offset(), (int) range.length()), range.offset());
                ranges.finished(range);
                hash.advance(file);
            }
            assertThat(hash.finish(file)).isEqualTo(Digest.of(bytes));
        }
    }
}
