package io.mlplatform.internal.transfer;

/**
 * A piece of a file's transfer: work of one thread.
 *
 * @param held bytes that it takes from the budget until it ends
 * @param moved bytes that go over
 */
public record Piece(long held, long moved, Work work) {

    /** What the piece does. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }
}
