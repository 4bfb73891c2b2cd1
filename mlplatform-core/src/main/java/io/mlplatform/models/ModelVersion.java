package io.mlplatform.models;

import io.mlplatform.Digest;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Printable;
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
 * @param description what else the publisher said
 */
public record ModelVersion(
        PinnedRef ref,
        Instant time,
        String message,
        long files,
        long bytes,
        List<Input> inputs,
        Map<String, Double> metrics,
        ModelDescription description)
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

    /** What it was trained with and is loaded by. */
    public Framework framework() {
        return description.framework();
    }

    /** What it takes and gives. */
    public ModelSignature signature() {
        return description.signature();
    }

    /** What people should know before they use it. */
    public ModelCard card() {
        return description.card();
    }

    @Override
    public String toString() {
        return ref + ", " + files + " files, " + bytes + " bytes, " + time
                + (metrics.isEmpty() ? "" : ", " + Printable.line(metrics.toString()))
                + (message.isEmpty() ? "" : ", " + Printable.line(message));
    }
}
