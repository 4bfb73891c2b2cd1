package io.mlplatform.internal.transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The files of one call that have not begun, largest first; a file's transfer is made when its turn comes. Not
 * thread-safe.
 */
public final class TransferQueue {

    /** Files up to this many bytes go several at a time: 1 MiB. */
    static final long SMALL_BYTES = 1 << 20;

    private interface Waiting {
        int count();

        long size(int index);

        FileTransfer transfer(int index);
    }

    private final Waiting waiting;
    private int next;
    private int end;

    private TransferQueue(Waiting waiting) {
        this.waiting = waiting;
        this.end = waiting.count();
    }

    /** These items; of equal sizes the first comes first. */
    public static <T> TransferQueue of(
            Collection<? extends T> items, ToLongFunction<T> size, Function<T, FileTransfer> transfer) {
        List<T> largestFirst = new ArrayList<>(items);
        largestFirst.sort(Comparator.comparingLong(size).reversed());
        return new TransferQueue(new Waiting() {
            @Override
            public int count() {
                return largestFirst.size();
            }

            @Override
            public long size(int index) {
                return size.applyAsLong(largestFirst.get(index));
            }

            @Override
            public FileTransfer transfer(int index) {
                return transfer.apply(largestFirst.get(index));
            }
        });
    }

    /** This one transfer. */
    public static TransferQueue of(FileTransfer transfer) {
        return of(List.of(transfer), one -> Long.MAX_VALUE, one -> one);
    }

    int remaining() {
        return end - next;
    }

    boolean isEmpty() {
        return next == end;
    }

    /** True where the next file is a small one: then all that follow are. */
    boolean isSmall() {
        return waiting.size(next) <= SMALL_BYTES;
    }

    /** The size of the next file. */
    long size() {
        return waiting.size(next);
    }

    FileTransfer poll() {
        return waiting.transfer(next++);
    }

    void clear() {
        end = next;
    }
}
