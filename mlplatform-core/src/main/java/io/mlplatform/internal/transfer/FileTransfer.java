package io.mlplatform.internal.transfer;

import java.io.IOException;
import java.util.Optional;

/**
 * One file's way to or from a store, in pieces that threads take as they are free. Thread-safe: some pieces run while
 * others are asked for. What it needs it makes in its first piece, so that one which never began leaves nothing.
 */
public interface FileTransfer {

    /**
     * The next piece that may begin now; empty at the end, and while a piece under way decides what follows. Quick: it
     * asks neither disk nor network.
     */
    Optional<Piece> next();

    /** True once every piece has ended well. */
    boolean isDone();

    /** Ends it, once no piece of it runs: what did not become whole is removed. */
    void close() throws IOException;
}
