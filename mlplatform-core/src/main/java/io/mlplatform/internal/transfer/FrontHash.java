package io.mlplatform.internal.transfer;

import io.mlplatform.Digest;
import io.mlplatform.store.ByteRange;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The SHA-256 of a file that is written in ranges. Bytes of the first range that is missing are hashed as they come; of those
 * behind it, right when the gap before them closes, so that they are still in the page cache and nothing is left to read at
 * the end. Thread-safe; one thread hashes at a time, the others go on.
 */
public final class FrontHash {

    private static final int BUFFER_BYTES = 1 << 16;

    private final DownloadedRanges ranges;
    private final MessageDigest hash = Digest.sha256();
    private final ReentrantLock hashing = new ReentrantLock();
    private final AtomicLong hashed = new AtomicLong();

    public FrontHash(DownloadedRanges ranges) {
        this.ranges = ranges;
    }

    /**
     * From where on a range is written that is begun now, or again: what lies before was hashed when an earlier attempt
     * brought it, and must stay as it was then. Called by the one thread that fetches the range.
     */
    public long begin(ByteRange range) {
        return Math.max(range.offset(), hashed.get());
    }

    /**
     * Hashes bytes of a range under way, which have just been written, where all before the range are hashed. Called by the
     * one thread that fetches the range, in order of position.
     */
    public void offer(FileChannel file, ByteRange range, long position, ByteBuffer bytes) throws IOException {
        if (hashed.get() >= range.offset() && hashing.tryLock()) {
            try {
                read(file, position);
                int count = bytes.remaining();
                hash.update(bytes);
                hashed.addAndGet(count);
            } finally {
                hashing.unlock();
            }
        }
    }

    /** Hashes what is there up to the first gap, unless another thread is at it. */
    public void advance(FileChannel file) throws IOException {
        if (hashing.tryLock()) {
            try {
                hashTo(file);
            } finally {
                hashing.unlock();
            }
        }
    }

    /** The digest of the whole file, once no range is missing. */
    public Digest finish(FileChannel file) throws IOException {
        hashing.lock();
        try {
            hashTo(file);
            return Digest.finish(hash);
        } finally {
            hashing.unlock();
        }
    }

    private void hashTo(FileChannel file) throws IOException {
        for (long front = ranges.front(); hashed.get() < front; front = ranges.front()) {
            read(file, front);
        }
    }

    private void read(FileChannel file, long end) throws IOException {
        if (hashed.get() >= end) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (hashed.get() < end) {
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - hashed.get()));
            int count = file.read(buffer, hashed.get());
            if (count < 0) {
                throw new EOFException("the file was cut short while it was written");
            }
            hash.update(buffer.array(), 0, count);
            hashed.addAndGet(count);
        }
    }
}
