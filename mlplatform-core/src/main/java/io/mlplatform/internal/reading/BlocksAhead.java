package io.mlplatform.internal.reading;

import io.mlplatform.internal.ReadAhead;
import io.mlplatform.internal.transfer.CancelSignal;
import io.mlplatform.internal.transfer.Room;
import io.mlplatform.store.ByteRange;
import java.nio.channels.ClosedChannelException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/** The blocks from one place of a file to its end, of which the next few come already, as far as there is memory. */
final class BlocksAhead implements AutoCloseable {

    /** How many blocks come at a time. */
    static final int WINDOW = 4;

    private final StoredFile file;
    private final Room memory;
    private final ReadsUnderWay channel;
    private final ReadsUnderWay underWay = new ReadsUnderWay();
    private final CancelSignal signal;
    private final ReadAhead<Block> blocks;
    private long due;
    private long reserved;

    BlocksAhead(StoredFile file, long from, Room memory, ExecutorService threads, ReadsUnderWay channel)
            throws ClosedChannelException {
        this.file = file;
        this.memory = memory;
        this.channel = channel;
        this.signal = channel.begin();
        signal.onCancel(underWay::close);
        this.blocks = new ReadAhead<>(threads, file.resource(), new Fetches(from), WINDOW);
        this.due = from;
    }

    /** The first byte of the next block. */
    long due() {
        return due;
    }

    /** False at the end, and where there is no memory for the next block. */
    boolean hasNext() {
        return blocks.hasNext();
    }

    /** The next block; its bytes of memory are the caller's to give back. */
    Block next() {
        Block block = blocks.next();
        due = block.end();
        reserved -= block.bytes().length;
        return block;
    }

    @Override
    public void close() {
        channel.end(signal);
        signal.cancel();
        blocks.close();
        memory.giveBack(reserved);
        reserved = 0;
    }

    private final class Fetches implements Iterator<Callable<Block>> {

        private long offset;
        private boolean ready;

        Fetches(long offset) {
            this.offset = offset;
        }

        @Override
        public boolean hasNext() {
            long length = length();
            if (!ready && length > 0 && memory.take(length)) {
                ready = true;
                reserved += length;
            }
            return ready;
        }

        @Override
        public Callable<Block> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there is no next block, or no memory for it");
            }
            ByteRange range = ByteRange.of(offset, length());
            offset += range.length();
            ready = false;
            return () -> underWay.run(own -> Block.fetch(file, range));
        }

        private long length() {
            return Math.min(RangeReads.REQUEST_BYTES, file.size() - offset);
        }
    }
}
