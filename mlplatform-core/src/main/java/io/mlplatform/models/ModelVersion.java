package io.mlplatform.models;

import io.mlplatform.Digest;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A published version of a model. Immutable and serializable.
 *
 * @param time when it was committed, by the store's clock
 * @param bytes the files' sizes together
 * @param inputs the pinned versions it was trained from
 * @param metrics as the publisher measured them
 */
public record ModelVersion(
        PinnedRef ref,
        Instant time,
        String message,
        long files,
        long bytes,
        List<Input> inputs,
        Map<String, Double> metrics)
        implements EntityVersion, Serializable {

    public ModelVersion {
        inputs = List.copyOf(inputs);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
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
        return ref + ", " + files + " files, " + bytes + " bytes, " + time + (metrics.isEmpty() ? "" : ", " + metrics)
                + (message.isEmpty() ? "" : ", " + message);
    }
}
