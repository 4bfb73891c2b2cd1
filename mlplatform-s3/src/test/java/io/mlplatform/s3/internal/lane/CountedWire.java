package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Set;

/** A wire that is counted as long as it is open. */
final class CountedWire implements Wire {

    private final Wire wire;
    private final Set<Wire> open;

    CountedWire(Wire wire, Set<Wire> open) {
        this.wire = wire;
        this.open = open;
        open.add(this);
    }

    @Override
    public void handshake() throws IOException {
        wire.handshake();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return wire.read(target);
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        wire.write(source);
    }

    @Override
    public void write(FileChannel file, long position, long count) throws IOException {
        wire.write(file, position, count);
    }

    @Override
    public boolean isStale() {
        return wire.isStale();
    }

    @Override
    public boolean isAnswering() {
        return wire.isAnswering();
    }

    @Override
    public boolean hasAnswered() {
        return wire.hasAnswered();
    }

    @Override
    public void endOutput() {
        wire.endOutput();
    }

    @Override
    public void close() {
        wire.close();
        open.remove(this);
    }
}
