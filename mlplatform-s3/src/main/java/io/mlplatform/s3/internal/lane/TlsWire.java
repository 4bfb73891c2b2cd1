package io.mlplatform.s3.internal.lane;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A wire that is encrypted by an engine, over a plain one. A stream that ends without TLS's own good-bye is a failure: it may
 * have been cut. A peer that asks for another handshake in between is refused: what it says meanwhile could be lost.
 */
public final class TlsWire implements Wire {

    private static final int BUFFER_BYTES = 1 << 17;
    // What a record carries at most. The JDK's AES-GCM is slow with larger pieces.
    private static final int RECORD_BYTES = 1 << 14;
    private static final String TLS_1_3 = "TLSv1.3";
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final PlainWire plain;
    private final SSLEngine engine;
    /** Encrypted bytes that came and were not opened yet; ready to be read. */
    private final ByteBuffer arrived;
    /** Encrypted bytes to be sent; ready to be filled. */
    private final ByteBuffer leaving;
    /** Opened bytes that found no room at the reader's; ready to be read. */
    private final ByteBuffer opened;
    /** A piece of a file on its way, once one was sent. */
    private @Nullable ByteBuffer piece;

    private boolean ended;

    /** Owns both. The engine is the client's, checks the host's name, and has not begun. */
    public TlsWire(PlainWire plain, SSLEngine engine) {
        this.plain = plain;
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        int record = Math.max(RECORD_BYTES, engine.getSession().getApplicationBufferSize());
        arrived = ByteBuffer.allocateDirect(Math.max(BUFFER_BYTES, packet)).flip();
        leaving = ByteBuffer.allocateDirect(Math.max(BUFFER_BYTES, 2 * packet));
        opened = ByteBuffer.allocateDirect(record).flip();
    }

    @Override
    public void handshake() throws IOException {
        engine.beginHandshake();
        HandshakeStatus next = engine.getHandshakeStatus();
        while (next != HandshakeStatus.FINISHED && next != HandshakeStatus.NOT_HANDSHAKING) {
            next = isOnThisSide(next) ? step(next) : hear();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = take(target);
        while (count == 0) {
            fill();
            count = take(target);
        }
        return count;
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        int end = source.limit();
        try {
            while (source.position() < end) {
                source.limit(Math.min(end, source.position() + RECORD_BYTES));
                seal(source);
            }
        } finally {
            source.limit(end);
        }
        flush();
    }

    @Override
    public void write(FileChannel file, long position, long count) throws IOException {
        ByteBuffer bytes = piece == null ? ByteBuffer.allocateDirect(BUFFER_BYTES) : piece;
        piece = bytes;
        long sent = 0;
        while (sent < count) {
            bytes.clear().limit((int) Math.min(bytes.capacity(), count - sent));
            int read = file.read(bytes, position + sent);
            if (read < 0) {
                throw new EOFException(
                        "the file ends at byte " + (position + sent) + ", " + (count - sent) + " too early");
            }
            sent += read;
            write(bytes.flip());
        }
    }

    // Between two requests a server may send tickets for later sessions: only what they carry, or an end, is stale.
    @Override
    public boolean isStale() {
        try {
            if (opened.hasRemaining() || ended) {
                return true;
            }
            arrived.compact();
            int count;
            try {
                count = plain.readNow(arrived);
            } finally {
                arrived.flip();
            }
            return count < 0 || arrived.hasRemaining() && takeSpare() != 0;
        } catch (IOException e) {
            return true;
        }
    }

    // What came may be tickets, and is no answer then; only the thread that uses the engine may look into it.
    @Override
    public boolean hasAnswered() {
        return opened.hasRemaining() || plain.isAnswering() && isStale();
    }

    @Override
    public boolean isAnswering() {
        return plain.isAnswering();
    }

    @Override
    public void endOutput() {
        plain.endOutput();
    }

    /** Ends the connection without a good-bye, which could block; the lane has read what it waited for, or gives it up. */
    @Override
    public void close() {
        plain.close();
    }

    /** Opened bytes into the target: 0 where more must arrive before, -1 after the peer's good-bye. */
    private int take(ByteBuffer target) throws IOException {
        if (!opened.hasRemaining() && target.remaining() < opened.capacity() && takeSpare() < 0) {
            return -1;
        }
        if (opened.hasRemaining()) {
            int count = Math.min(opened.remaining(), target.remaining());
            target.put(target.position(), opened, opened.position(), count);
            target.position(target.position() + count);
            opened.position(opened.position() + count);
            return count;
        }
        return target.remaining() < opened.capacity() ? 0 : open(target);
    }

    private int takeSpare() throws IOException {
        opened.clear();
        try {
            return open(opened);
        } finally {
            opened.flip();
        }
    }

    /** Opens records as long as they arrived whole and the target has room for one. */
    private int open(ByteBuffer target) throws IOException {
        int total = 0;
        while (!ended && target.remaining() >= opened.capacity() && arrived.hasRemaining()) {
            SSLEngineResult result = engine.unwrap(arrived, target);
            total += result.bytesProduced();
            ended = result.getStatus() == Status.CLOSED;
            boolean stuck = result.getStatus() != Status.OK || result.bytesConsumed() == 0;
            HandshakeStatus next = result.getHandshakeStatus();
            if (!ended && isOnThisSide(next)) {
                comply(next);
            } else if (stuck) {
                requireNoOverflow(result);
                break;
            }
        }
        return total == 0 && ended ? -1 : total;
    }

    /** Does what the peer asks for after the handshake: new keys, in TLS 1.3. */
    private void comply(HandshakeStatus first) throws IOException {
        if (!engine.getSession().getProtocol().equals(TLS_1_3)) {
            throw new SSLException("the peer asks for another handshake");
        }
        HandshakeStatus next = first;
        while (isOnThisSide(next)) {
            next = step(next);
        }
    }

    private static boolean isOnThisSide(HandshakeStatus next) {
        return next == HandshakeStatus.NEED_TASK || next == HandshakeStatus.NEED_WRAP;
    }

    private HandshakeStatus step(HandshakeStatus next) throws IOException {
        if (next == HandshakeStatus.NEED_WRAP) {
            HandshakeStatus after = seal(NOTHING.duplicate()).getHandshakeStatus();
            flush();
            return after;
        }
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
        return engine.getHandshakeStatus();
    }

    private HandshakeStatus hear() throws IOException {
        if (!arrived.hasRemaining()) {
            fill();
        }
        opened.clear();
        SSLEngineResult result;
        try {
            result = engine.unwrap(arrived, opened);
        } finally {
            opened.flip();
        }
        requireNoOverflow(result);
        if (result.getStatus() == Status.CLOSED) {
            throw new SSLException("the peer ended the connection in the handshake");
        }
        HandshakeStatus next = result.getHandshakeStatus();
        // Conscrypt takes a part of a record for no lack of bytes.
        boolean stuck = result.bytesConsumed() == 0 && next == HandshakeStatus.NEED_UNWRAP;
        if (stuck || result.getStatus() == Status.BUFFER_UNDERFLOW) {
            fill();
        }
        return next;
    }

    private SSLEngineResult seal(ByteBuffer source) throws IOException {
        if (leaving.remaining() < engine.getSession().getPacketBufferSize()) {
            flush();
        }
        SSLEngineResult result = engine.wrap(source, leaving);
        requireNoOverflow(result);
        if (result.getStatus() == Status.CLOSED) {
            throw new SSLException("the connection was ended by TLS");
        }
        return result;
    }

    private void flush() throws IOException {
        leaving.flip();
        try {
            plain.write(leaving);
        } finally {
            leaving.clear();
        }
    }

    private void fill() throws IOException {
        if (arrived.remaining() == arrived.capacity()) {
            throw new SSLException("the peer sent a record that is larger than records are");
        }
        arrived.compact();
        int count;
        try {
            count = plain.read(arrived);
        } finally {
            arrived.flip();
        }
        if (count < 0) {
            throw new EOFException("the connection ended without TLS's good-bye: it may have been cut");
        }
    }

    private static void requireNoOverflow(SSLEngineResult result) throws SSLException {
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("the peer sent a record that is larger than records are");
        }
    }
}
