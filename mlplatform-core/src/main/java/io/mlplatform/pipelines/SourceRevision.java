package io.mlplatform.pipelines;

import io.mlplatform.Digest;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Printable;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * A published revision of a pipeline's sources: one ZIP. Immutable and serializable. Equal trees have an equal {@link
 * #digest()}.
 *
 * @param time when it was committed, by the store's clock
 * @param revision what the tree was taken from, such as a git commit; may be empty
 * @param bytes the size of the ZIP
 */
public record SourceRevision(PinnedRef ref, Instant time, String message, String revision, long bytes)
        implements EntityVersion, Serializable {

    /** The number, from 1. */
    public long version() {
        return ref.version();
    }

    /** The digest of the content. */
    public Digest digest() {
        return ref.digest();
    }

    /** One: the ZIP. */
    @Override
    public long files() {
        return 1;
    }

    /** None: sources are written by people. */
    @Override
    public List<Input> inputs() {
        return List.of();
    }

    @Override
    public String toString() {
        return ref + (revision.isEmpty() ? "" : ", of " + revision) + ", " + bytes + " bytes, " + time
                + (message.isEmpty() ? "" : ", " + Printable.line(message));
    }
}
