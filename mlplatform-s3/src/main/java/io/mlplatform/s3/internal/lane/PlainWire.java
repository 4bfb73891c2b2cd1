package io.mlplatform.s3.internal.lane;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A wire over TCP without encryption; files go out by {@code sendfile}. */
public final class PlainWire implements Wire {

    private final SocketChannel channel;
    private final InputStream input;

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

    @Override
    public void close() {
        // A thread in sendfile is not woken by the closing alone: only the file knows of it, not the socket.
        endOutput();
        try {
            channel.close();
        } catch (IOException ignored) {
            // Its descriptor is gone all the same.
        }
    }
}
