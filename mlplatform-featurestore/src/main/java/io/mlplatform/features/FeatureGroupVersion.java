package io.mlplatform.features;

import io.mlplatform.Digest;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Printable;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * A published version of a feature group's offline content: all rows ingested up to it. Immutable and serializable.
 *
 * @param time when it was committed, by the store's clock
 * @param bytes the files' sizes together
 * @param group the definition that its rows follow, as it was then
 * @param ingested how many rows this version added, tombstones among them
 * @param ties whether rows of this version, those of all ingests together, may have the same keys and event time
 * @param inputs what those rows were made from
 */
public record FeatureGroupVersion(
        PinnedRef ref,
        Instant time,
        String message,
        long files,
        long bytes,
        FeatureGroup group,
        long ingested,
        RowTies ties,
        List<Input> inputs)
        implements EntityVersion, Serializable {

    public FeatureGroupVersion {
        inputs = List.copyOf(inputs);
    }

    /** The number, from 1. */
    public long version() {
        return ref.version();
    }

    /** The digest of the content. */
    public Digest digest() {
        return ref.digest();
    }

    @Override
    public String toString() {
        return ref + ", " + ingested + " rows ingested, " + files + " files, " + bytes + " bytes, " + time
                + (message.isEmpty() ? "" : ", " + Printable.line(message));
    }
}
