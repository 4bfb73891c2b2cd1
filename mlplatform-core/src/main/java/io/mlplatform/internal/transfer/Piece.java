package io.mlplatform.internal.transfer;

/**
 * A piece of a file's transfer: work of one thread.
 *
 * @param bytes that it takes from the budget until it ends
 */
public record Piece(long bytes, Work work) {

    /** What the piece does. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }
}
