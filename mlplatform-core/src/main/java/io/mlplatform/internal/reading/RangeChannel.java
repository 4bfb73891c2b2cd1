package io.mlplatform.internal.reading;

import io.mlplatform.VersionFileChannel;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.reading.Landing.Slot;
import io.mlplatform.internal.transfer.Room;
import io.mlplatform.store.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;

/** A channel that reads a stored file in ranges. */
public final class RangeChannel implements VersionFileChannel {

    private static final int LONGEST_RANGE = Integer.MAX_VALUE - 8;

    private final StoredFile file;
    private final ExecutorService threads;
    private final ReadsUnderWay underWay = new ReadsUnderWay();
    private final SequentialReads sequential;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long position;

    /**
     * @param memory for what is read ahead
     * @param threads for what is read in parallel
     */
    public RangeChannel(StoredFile file, Room memory, ExecutorService threads) {
        this.file = file;
        this.threads = threads;
        this.sequential = new SequentialReads(file, memory, threads, underWay);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        lock.lock();
        try {
            requireOpen();
            if (position >= file.size()) {
                return -1;
            }
            int before = target.position();
            for (long at = position; target.hasRemaining() && at < file.size(); position = at) {
                at += sequential.read(at, target);
            }
            return target.position() - before;
        } finally {
            lock.unlock();
            freeIfClosed();
        }
    }

    @Override
    public int read(ByteBuffer target, long from) throws IOException {
        if (from < 0) {
            throw new IllegalArgumentException("a position is at least 0: " + from);
        }
        requireOpen();
        if (from >= file.size()) {
            return -1;
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        ByteRange range = ByteRange.of(from, Math.min(target.remaining(), file.size() - from));
        underWay.run(signal -> {
            file.fetch(range, Landing.in(range, target.slice()));
            return true;
        });
        int count = Math.toIntExact(range.length());
        target.position(target.position() + count);
        return count;
    }

    @Override
    public List<ByteBuffer> readRanges(List<ByteRange> ranges) throws IOException {
        requireOpen();
        List<ByteBuffer> buffers = new ArrayList<>(ranges.size());
        List<Slot> slots = new ArrayList<>(ranges.size());
        for (ByteRange range : ranges) {
            long length = range.lengthWithin(file.size());
            if (length > LONGEST_RANGE) {
                throw new IllegalArgumentException("a range of " + length + " bytes is longer than a buffer can be: "
                        + "read it in several, or fetch the file");
            }
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(length));
            buffers.add(buffer);
            if (length > 0) {
                slots.add(new Slot(ByteRange.of(range.offset(), length), buffer));
            }
        }
        underWay.run(signal -> {
            List<Callable<Boolean>> reads = new ArrayList<>();
            for (ByteRange request :
                    RangeReads.of(slots.stream().map(Slot::range).toList())) {
                reads.add(() -> signal.run(() -> {
                    file.fetch(request, Landing.in(request, slots));
                    return true;
                }));
            }
            return Parallel.call(threads, file.resource(), reads);
        });
        return buffers;
    }

    @Override
    public long position() throws ClosedChannelException {
        requireOpen();
        return position;
    }

    @Override
    public VersionFileChannel position(long newPosition) throws ClosedChannelException {
        if (newPosition < 0) {
            throw new IllegalArgumentException("a position is at least 0: " + newPosition);
        }
        lock.lock();
        try {
            requireOpen();
            position = newPosition;
            return this;
        } finally {
            lock.unlock();
            freeIfClosed();
        }
    }

    @Override
    public long size() throws ClosedChannelException {
        requireOpen();
        return file.size();
    }

    @Override
    public boolean isOpen() {
        return !underWay.isClosed();
    }

    @Override
    public void close() {
        underWay.close();
        freeIfClosed();
    }

    @Override
    public String toString() {
        return file.resource() + " (" + file.size() + " bytes)";
    }

    private void requireOpen() throws ClosedChannelException {
        if (underWay.isClosed()) {
            throw new ClosedChannelException();
        }
    }

    // Whoever comes last: closing while another thread is at it leaves it to that one.
    private void freeIfClosed() {
        if (underWay.isClosed() && lock.tryLock()) {
            try {
                sequential.drop();
            } finally {
                lock.unlock();
            }
        }
    }
}
