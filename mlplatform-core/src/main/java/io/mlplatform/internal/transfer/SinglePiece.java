package io.mlplatform.internal.transfer;

import java.util.Optional;

/** A transfer that is one piece of work, which cleans up behind itself. */
public abstract class SinglePiece implements FileTransfer {

    private final long held;
    private final long moved;
    private boolean taken;
    private volatile boolean done;

    /**
     * @param held bytes of the budget
     * @param moved bytes that go over
     */
    SinglePiece(long held, long moved) {
        this.held = held;
        this.moved = moved;
    }

    /** One that does this. */
    public static FileTransfer of(long held, long moved, Piece.Work work) {
        return new SinglePiece(held, moved) {
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
        return Optional.of(new Piece(held, moved, () -> {
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
