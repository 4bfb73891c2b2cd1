package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A connected stream of bytes to a server, over blocking sockets. One thread at a time reads and writes;
 * {@link #isAnswering}, {@link #endOutput} and {@link #close} may be called by another one meanwhile.
 */
public interface Wire extends AutoCloseable {

    /** Agrees on what the first byte needs; called once, before anything else, while the {@link StallGuard} looks on. */
    default void handshake() throws IOException {}

    /** Blocks until there is a byte at least; -1 at the orderly end. */
    int read(ByteBuffer target) throws IOException;

    /** Sends all that remains. */
    void write(ByteBuffer source) throws IOException;

    /** Sends so many bytes of the file; EOFException where the file ends before. */
    void write(FileChannel file, long position, long count) throws IOException;

    /** Whether an idle wire cannot be used again: its peer closed it, or said something unasked. Never blocks. */
    boolean isStale();

    /** Whether the peer has sent something that was not read yet, as far as this can be told without reading. */
    default boolean isAnswering() {
        return false;
    }

    /** The same, told to the thread that uses the wire: it may take in what came, and so knows better. */
    default boolean hasAnswered() {
        return isAnswering();
    }

    /** Breaks off the write that another thread is blocked in; what the peer sent can still be read where that is possible. */
    default void endOutput() {
        close();
    }

    /**
     * Ends the wire, and whatever another thread is blocked in; does nothing the second time. Must not block itself, as the
     * guard calls it: a farewell is sent only where it can be without waiting.
     */
    @Override
    void close();
}
