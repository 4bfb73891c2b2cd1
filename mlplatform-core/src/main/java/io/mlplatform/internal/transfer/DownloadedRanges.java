package io.mlplatform.internal.transfer;

import io.mlplatform.store.ByteRange;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;

/** Which ranges of a file are on disk, which are under way, and which come next. Thread-safe. */
public final class DownloadedRanges {

    private final long size;
    private final int step;
    private final int count;
    private final BitSet taken = new BitSet();
    private final BitSet present = new BitSet();

    /**
     * Nothing of a file of {@code size} bytes, 1 at least, yet.
     *
     * @param step the bytes of each range but the last
     */
    public DownloadedRanges(long size, int step) {
        this.size = size;
        this.step = step;
        this.count = Math.toIntExact((size + step - 1) / step);
    }

    /** The first range that is neither on disk nor under way; it is under way from now on. */
    public synchronized Optional<ByteRange> take() {
        int next = taken.nextClearBit(0);
        if (next >= count) {
            return Optional.empty();
        }
        taken.set(next);
        return Optional.of(range(next));
    }

    /** This range, one of those that {@link #take} gives, is on disk, whether it was fetched now or before. */
    public synchronized void finished(ByteRange range) {
        int index = index(range);
        if (!range(index).equals(range)) {
            throw new IllegalArgumentException(range + " is none of the ranges of " + step + " bytes in " + size);
        }
        taken.set(index);
        present.set(index);
    }

    /** How many ranges there are. */
    public int count() {
        return count;
    }

    /** The range of this number, from 0. */
    public ByteRange range(int index) {
        long offset = (long) Objects.checkIndex(index, count) * step;
        return ByteRange.of(offset, Math.min(step, size - offset));
    }

    /** The bytes on disk from the beginning of the file to the first gap. */
    public synchronized long front() {
        return Math.min(size, (long) present.nextClearBit(0) * step);
    }

    /** The number of one of its ranges. */
    int index(ByteRange range) {
        return (int) (range.offset() / step);
    }

    /** How many bytes of the file are on disk. */
    public synchronized long bytes() {
        return present.stream().mapToLong(index -> range(index).length()).sum();
    }

    public synchronized boolean isComplete() {
        return present.cardinality() == count;
    }
}
