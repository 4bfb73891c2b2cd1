package io.mlplatform.internal.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The files of one call that have not begun, of which a window is held, largest first; a file's transfer is made when its
 * turn comes. The caller reads what comes next without a lock, as that may take its time; all else is guarded by the
 * scheduler.
 */
public final class TransferQueue {

    /** Files up to this many bytes go several at a time: 1 MiB. */
    static final long SMALL_BYTES = 1 << 20;

    // Some megabytes of a listing, and enough that large files seldom come to light behind small ones.
    private static final int WINDOW = 4_096;

    private record Waiting(long size, long number, Supplier<FileTransfer> transfer) {
        static final Comparator<Waiting> LARGEST_FIRST =
                Comparator.comparingLong(Waiting::size).reversed().thenComparingLong(Waiting::number);
    }

    /** What was read of the listing and does not wait yet. */
    record Read(List<Waiting> files, boolean last) {}

    private final Iterator<Waiting> coming;
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Waiting.LARGEST_FIRST);
    private final Semaphore room = new Semaphore(1);
    private boolean asked = true;
    private volatile boolean ended;

    private TransferQueue(Iterator<Waiting> coming) {
        this.coming = coming;
    }

    /** These items, read as they are needed; of equal sizes within the window the first comes first. */
    public static <T> TransferQueue of(
            Iterable<? extends T> items, ToLongFunction<T> size, Function<T, FileTransfer> transfer) {
        return of(items, size, (item, read) -> transfer.apply(item));
    }

    /** As {@link #of(Iterable, ToLongFunction, Function)}, where the transfer is made of the size too, which is read once. */
    public static <T> TransferQueue of(
            Iterable<? extends T> items, ToLongFunction<T> size, BiFunction<T, Long, FileTransfer> transfer) {
        Iterator<? extends T> each = items.iterator();
        return new TransferQueue(new Iterator<>() {
            private long number;

            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public Waiting next() {
                T item = each.next();
                long read = size.applyAsLong(item);
                return new Waiting(read, number++, () -> transfer.apply(item, read));
            }
        });
    }

    /** This one transfer. */
    public static TransferQueue of(FileTransfer transfer) {
        return of(List.of(transfer), one -> Long.MAX_VALUE, one -> one);
    }

    /** Waits until there is room for more; false when nothing more is to come. In the calling thread only. */
    boolean awaitRoom() throws InterruptedException {
        room.acquire();
        return !ended;
    }

    /** The next files of the listing, as many as there is room for. In the calling thread only, unguarded. */
    Read read() {
        List<Waiting> files = new ArrayList<>();
        while (files.size() < WINDOW / 2 && coming.hasNext()) {
            files.add(coming.next());
        }
        return new Read(files, !coming.hasNext());
    }

    /** They may begin from now on. */
    void add(Read more) {
        if (!ended) {
            waiting.addAll(more.files);
            asked = false;
            ended = more.last;
            if (ended) {
                room.release();
            } else {
                askIfEmptying();
            }
        }
    }

    /** Files that wait. */
    int size() {
        return waiting.size();
    }

    /** True where no file waits; others may come. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** True where no other files come than those that wait. */
    boolean hasEnded() {
        return ended;
    }

    /** True where the next file is a small one: then all others that wait are. */
    boolean isSmall() {
        return nextBytes() <= SMALL_BYTES;
    }

    /** The size of the next file. */
    long nextBytes() {
        return waiting.element().size();
    }

    FileTransfer poll() {
        Waiting next = waiting.remove();
        askIfEmptying();
        return next.transfer().get();
    }

    /** Nothing waits any more, and nothing comes. */
    void clear() {
        waiting.clear();
        ended = true;
        room.release();
    }

    private void askIfEmptying() {
        if (!ended && !asked && waiting.size() <= WINDOW / 2) {
            asked = true;
            room.release();
        }
    }
}
