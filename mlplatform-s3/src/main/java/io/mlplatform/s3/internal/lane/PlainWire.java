package io.mlplatform.s3.internal.lane;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;

/** A wire over TCP without encryption; files go out by {@code sendfile}. */
public final class PlainWire implements Wire {

    private final SocketChannel channel;
    private final InputStream input;
    private boolean inSendfile;
    private boolean closed;

    private PlainWire(SocketChannel channel) throws IOException {
        this.channel = channel;
        input = channel.socket().getInputStream();
    }

    /** Connects, or fails in the time given; closes what it opened when it fails. */
    public static PlainWire connect(InetSocketAddress address, Duration within) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            // A time-out of 0 would mean none.
            channel.socket().connect(address, (int) Math.max(1, Math.min(Integer.MAX_VALUE, within.toMillis())));
            return new PlainWire(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            channel.write(source);
        }
    }

    @Override
    public void write(FileChannel file, long position, long count) throws IOException {
        write(file::transferTo, position, count);
    }

    /** As {@link FileChannel#transferTo} has it. */
    interface Source {
        long transferTo(long position, long count, WritableByteChannel target) throws IOException;
    }

    /**
     * By {@code sendfile}, which has the descriptor's number only: given back meanwhile, the number may be another connection's
     * or file's, and the bytes would go there (JDK-8310902). So a close leaves the descriptor to the end of it.
     */
    void write(Source file, long position, long count) throws IOException {
        enterSendfile();
        try {
            send(file, position, count);
        } finally {
            leaveSendfile();
        }
    }

    private void send(Source file, long position, long count) throws IOException {
        long sent = 0;
        while (sent < count) {
            long step = file.transferTo(position + sent, count - sent, channel);
            if (step <= 0) {
                throw new EOFException(
                        "the file ends at byte " + (position + sent) + ", " + (count - sent) + " too early");
            }
            sent += step;
        }
    }

    /** What is there already, without blocking: 0 for nothing, -1 at the end. */
    int readNow(ByteBuffer target) throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.read(target);
        } finally {
            channel.configureBlocking(true);
        }
    }

    @Override
    public boolean isStale() {
        try {
            return readNow(ByteBuffer.allocate(1)) != 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public boolean isAnswering() {
        try {
            return input.available() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void endOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            // Then the peer has ended it, which wakes the writer too.
        }
    }

    private synchronized void enterSendfile() throws IOException {
        if (closed) {
            throw new AsynchronousCloseException();
        }
        inSendfile = true;
    }

    private synchronized void leaveSendfile() {
        inSendfile = false;
        if (closed) {
            closeChannel();
        }
    }

    /** Returns at once; where a thread is in {@code sendfile}, which it leaves with this, it gives the descriptor back. */
    @Override
    public synchronized void close() {
        closed = true;
        endOutput();
        if (!inSendfile) {
            closeChannel();
        }
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // Its descriptor is gone all the same.
        }
    }
}
