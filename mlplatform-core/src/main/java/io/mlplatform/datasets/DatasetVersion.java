package io.mlplatform.datasets;

import io.mlplatform.Column;
import io.mlplatform.Digest;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.Schema;
import io.mlplatform.Verified;
import io.mlplatform.internal.Printable;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A published version of a dataset. Immutable and serializable: it can be sent to a Spark or Flink task.
 *
 * @param time when it was committed, by the store's clock
 * @param bytes the files' sizes together
 * @param partitionBy the partition columns, in the order of the folders
 * @param columns as the publisher told them, in order; empty where that was never told
 * @param inputs what it was made from
 * @param verified by what the least known of its files is known
 */
public record DatasetVersion(
        PinnedRef ref,
        Instant time,
        String message,
        long files,
        long bytes,
        List<String> partitionBy,
        List<Column> columns,
        List<Input> inputs,
        Verified verified)
        implements EntityVersion, Serializable {

    public DatasetVersion {
        partitionBy = List.copyOf(partitionBy);
        columns = List.copyOf(columns);
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

    /** The columns of its files; empty where no publisher told them. */
    public Optional<Schema> schema() {
        return columns.isEmpty() ? Optional.empty() : Optional.of(new Schema(columns));
    }

    @Override
    public String toString() {
        return ref + ", " + files + " files, " + bytes + " bytes, " + time
                + (verified == Verified.SHA256 ? "" : ", verified: " + verified)
                + (message.isEmpty() ? "" : ", " + Printable.line(message));
    }
}
