package io.mlplatform.internal.transfer;

import java.util.Optional;

/** A transfer that is one piece of work, which cleans up behind itself. */
public abstract class SinglePiece implements FileTransfer {

    private final long bytes;
    private boolean taken;
    private volatile boolean done;

    /** @param bytes that it holds meanwhile */
    SinglePiece(long bytes) {
        this.bytes = bytes;
    }

    /** One that does this. */
    public static FileTransfer of(long bytes, Piece.Work work) {
        return new SinglePiece(bytes) {
            @Override
            public void transfer() throws Exception {
                work.run();
            }
        };
    }

    /** Does it all, in this thread. */
    public abstract void transfer() throws Exception;

    @Override
    public final Optional<Piece> next() {
        if (taken) {
            return Optional.empty();
        }
        taken = true;
        return Optional.of(new Piece(bytes, () -> {
            transfer();
            done = true;
        }));
    }

    @Override
    public final boolean isDone() {
        return done;
    }

    @Override
    public final void close() {}
}
