package io.mlplatform;

import io.mlplatform.store.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * One file of a version, read at any place; the caller closes it. Opening it asks nothing of the store. Positions and lengths
 * are in bytes.
 *
 * <p>{@link #read(ByteBuffer)} reads ahead once a second read goes on where the first one ended, several ranges at a time,
 * as far as the platform's memory for that goes. For a stream with the same read-ahead: {@link
 * java.nio.channels.Channels#newInputStream(java.nio.channels.ReadableByteChannel) Channels.newInputStream(channel)}.
 *
 * <p>What is read is held to this: every range is of the object that the first one was of, by its tag, and that object has
 * the size that the version says. A file that {@link #read(ByteBuffer)} reads from its first byte to its last, in order and
 * without a leap, is also verified by its SHA-256, before its last byte is handed on; so is none of a part, as a digest
 * tells nothing of parts: where every byte must be proven, {@code fetch} the file. One registered in place has no known
 * SHA-256.
 *
 * <p>Thread-safe: positional and ranged reads run side by side, in any number; those that move the position come one after
 * the other. Failures of the store are unchecked, as everywhere: {@link DataCorruptException} where the object is gone, was
 * replaced or is not the published one, {@link StorageUnavailableException} where it could not be read; a body that breaks
 * off was asked for again by then, from where it broke off. An interrupt ends a read at the next bytes that come. {@link
 * java.nio.channels.ClosedChannelException} once it is closed.
 */
public interface VersionFileChannel extends SeekableByteChannel {

    /**
     * Fills the buffer from {@code position} on, as far as the file goes; the channel's own position stays. One request for
     * each 8 MiB.
     *
     * @return how many bytes were read, -1 at or past the end
     */
    int read(ByteBuffer target, long position) throws IOException;

    /**
     * Reads many ranges in few requests, in parallel: those with at most 1 MiB between them share one, none is for more than
     * 8 MiB.
     *
     * @param ranges in any order; they may overlap
     * @return a buffer for each range, in the same order, ready to be read and the caller's own; shorter, or empty, where
     *     the file ends
     */
    List<ByteBuffer> readRanges(List<ByteRange> ranges) throws IOException;

    @Override
    VersionFileChannel position(long newPosition) throws IOException;

    /** Ends what is under way, which fails. Idempotent. */
    @Override
    void close();

    /** Not supported: a version never changes. */
    @Override
    default int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    /** Not supported: a version never changes. */
    @Override
    default VersionFileChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
