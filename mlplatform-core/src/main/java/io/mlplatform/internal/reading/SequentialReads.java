package io.mlplatform.internal.reading;

import io.mlplatform.internal.transfer.Room;
import io.mlplatform.store.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Reads in small bites, each from memory while it lasts. The first block is small, as a reader may leap on, unless the file is
 * small itself; where the next one follows it, further ones come ahead. Of one thread.
 */
final class SequentialReads {

    /** The first block after a leap, and each one where there is no memory for more: 512 KiB. */
    static final int FIRST_BYTES = 512 << 10;

    private final StoredFile file;
    private final Room memory;
    private final ExecutorService threads;
    private final ReadsUnderWay underWay;
    private final WholeDigest digest;
    private Block current = Block.NONE;
    private long held;
    private @Nullable BlocksAhead ahead;

    SequentialReads(StoredFile file, Room memory, ExecutorService threads, ReadsUnderWay underWay) {
        this.file = file;
        this.memory = memory;
        this.threads = threads;
        this.underWay = underWay;
        this.digest = new WholeDigest(file);
    }

    /** Some bytes from {@code position} on, which lies before the end; at least one, and not all that the target takes. */
    int read(long position, ByteBuffer target) throws IOException {
        digest.requireSound();
        if (!current.holds(position)) {
            load(position, target.remaining());
        }
        int from = Math.toIntExact(position - current.offset());
        int count = Math.min(target.remaining(), current.bytes().length - from);
        digest.update(position, current.bytes(), from, count);
        target.put(current.bytes(), from, count);
        return count;
    }

    /** Lets go of all memory, and of what comes ahead. */
    void drop() {
        dropCurrent();
        dropAhead();
    }

    private void load(long position, int wanted) throws IOException {
        boolean goesOn = position == current.end();
        dropCurrent();
        if (ahead != null && ahead.due() != position) {
            dropAhead();
        }
        if (ahead == null && goesOn) {
            ahead = new BlocksAhead(file, position, memory, threads, underWay);
        }
        if (ahead != null && ahead.hasNext()) {
            takeNext(ahead);
            return;
        }
        dropAhead();
        long left = file.size() - position;
        boolean small = position == 0 && left <= RangeReads.REQUEST_BYTES;
        long length = Math.min(left, small ? left : Math.max(FIRST_BYTES, Math.min(wanted, RangeReads.REQUEST_BYTES)));
        load(ByteRange.of(position, length));
    }

    private void takeNext(BlocksAhead blocks) throws IOException {
        boolean taken = false;
        try {
            current = underWay.run(signal -> blocks.next());
            held = current.bytes().length;
            taken = true;
        } finally {
            if (!taken) {
                dropAhead();
            }
        }
    }

    private void load(ByteRange wanted) throws IOException {
        boolean fits = memory.take(wanted.length());
        held = fits ? wanted.length() : 0;
        ByteRange range = fits ? wanted : ByteRange.of(wanted.offset(), Math.min(FIRST_BYTES, wanted.length()));
        boolean loaded = false;
        try {
            current = underWay.run(signal -> Block.fetch(file, range));
            loaded = true;
        } finally {
            if (!loaded) {
                dropCurrent();
            }
        }
    }

    private void dropCurrent() {
        current = Block.NONE;
        memory.giveBack(held);
        held = 0;
    }

    private void dropAhead() {
        if (ahead != null) {
            ahead.close();
            ahead = null;
        }
    }
}
