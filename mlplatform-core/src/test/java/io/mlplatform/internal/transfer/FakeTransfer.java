package io.mlplatform.internal.transfer;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A transfer of some equal pieces, each of which does what the test says. */
final class FakeTransfer implements FileTransfer {

    private final int pieces;
    private final long bytes;
    private final Piece.Work work;
    private final AtomicInteger ended = new AtomicInteger();
    private int taken;
    private volatile boolean closed;

    FakeTransfer(int pieces, long bytes, Piece.Work work) {
        this.pieces = pieces;
        this.bytes = bytes;
        this.work = work;
    }

    @Override
    public Optional<Piece> next() {
        if (taken == pieces) {
            return Optional.empty();
        }
        taken++;
        return Optional.of(new Piece(bytes, bytes, () -> {
            work.run();
            ended.incrementAndGet();
        }));
    }

    @Override
    public boolean isDone() {
        return ended.get() == pieces;
    }

    @Override
    public void close() {
        closed = true;
    }

    int taken() {
        return taken;
    }

    boolean isClosed() {
        return closed;
    }
}
