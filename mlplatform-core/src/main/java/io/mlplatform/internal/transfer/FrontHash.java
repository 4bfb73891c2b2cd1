package io.mlplatform.internal.transfer;

import io.mlplatform.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The SHA-256 of a file that is written in ranges: it follows right behind the first gap, so that the bytes are still in
 * the page cache and nothing is left to read at the end. Thread-safe; one thread hashes at a time, the others go on.
 */
public final class FrontHash {

    private static final int BUFFER_BYTES = 1 << 16;

    private final DownloadedRanges ranges;
    private final MessageDigest hash = Digest.sha256();
    private final ReentrantLock hashing = new ReentrantLock();
    private long hashed;

    public FrontHash(DownloadedRanges ranges) {
        this.ranges = ranges;
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
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        for (long front = ranges.front(); hashed < front; front = ranges.front()) {
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, front - hashed));
            int count = file.read(buffer, hashed);
            if (count < 0) {
                throw new EOFException("the file was cut short while it was written");
            }
            hash.update(buffer.array(), 0, count);
            hashed += count;
        }
    }
}
