package io.mlplatform;

import org.jspecify.annotations.Nullable;

/**
 * The store stopped answering while an entry was appended: it may stand in the log, now or when a delayed request
 * arrives, or not. Nothing was cleaned up. {@link MlPlatform#resolve} settles it, from this or any other process.
 */
public class CommitOutcomeUnknownException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    private final String entity;
    private final long seq;
    private final String writeId;
    private final byte[] entry;

    /**
     * @param entity the entity's {@code mlp://} address without version
     * @param entry the bytes that were sent, which resolving may send again
     */
    public CommitOutcomeUnknownException(
            String entity, long seq, String writeId, byte[] entry, @Nullable Throwable cause) {
        super(
                entity,
                "the store did not say whether log entry " + seq + " (write " + writeId
                        + ") was stored: call MlPlatform.resolve(exception) before trying again",
                false,
                cause);
        this.entity = entity;
        this.seq = seq;
        this.writeId = writeId;
        this.entry = entry.clone();
    }

    /** The entity's {@code mlp://} address without version. */
    public String entity() {
        return entity;
    }

    /** The place in the log. */
    public long seq() {
        return seq;
    }

    /** The id of this write. */
    public String writeId() {
        return writeId;
    }

    /** The bytes that were sent. */
    public byte[] entry() {
        return entry.clone();
    }
}
