package io.mlplatform.features;

import io.mlplatform.EntityName;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.datasets.FileFilter;
import io.mlplatform.internal.log.WriterToken;
import io.mlplatform.internal.publish.VersionedZone;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An ingest in the making: rows are read, checked and stored by {@link #publish()}, and none is visible before it returns.
 * Sources have the group's columns, and may bring {@code api_invocation_time} (when the row was made; without it, when it is
 * ingested) and {@code is_deleted}. Keys and event time must be there; a feature that a source leaves out is null. Of rows
 * with the same keys and event time the one made later counts, then the one ingested later, then the one further down.
 * For one thread, and one publish.
 */
public final class FeatureDraft {

    private final FeatureRepository repository;
    private final VersionedZone zone;
    private final EntityName name;
    private final List<IngestSource> sources = new ArrayList<>();
    private final List<Consumer<FeatureRow>> records = new ArrayList<>();
    private final Set<Input> inputs = new LinkedHashSet<>();
    private Optional<WriterToken> token = Optional.empty();
    private String message = "";
    private boolean published;

    FeatureDraft(FeatureRepository repository, VersionedZone zone, EntityName name) {
        this.repository = repository;
        this.zone = zone;
        this.name = name;
    }

    /** Adds the rows of a Parquet file; times without a zone are taken as UTC, lists and arrays of numbers as vectors. */
    public FeatureDraft addParquet(Path file) {
        return add(new TableIngest(new ParquetSource(file, "'" + file + "'")));
    }

    /**
     * Adds the rows of a CSV file in UTF-8 with a header; an empty field is null, {@code ""} is the empty text. A
     * vector is a JSON array of numbers in quotes: {@code "[0.5,-1.25]"}.
     */
    public FeatureDraft addCsv(Path file) {
        return add(new TableIngest(new CsvSource(file, "'" + file + "'")));
    }

    /**
     * Adds the rows of all files of a dataset's version, a workspace's too, in order of path: {@code .csv} and {@code
     * .parquet}, which are read as {@link #addCsv} and {@link #addParquet} do; partition columns in paths are no columns. The
     * version becomes an input in the role {@code source}.
     */
    public FeatureDraft addDataset(DatasetVersion version) {
        return addDataset(version, FileFilter.all());
    }

    /** As {@link #addDataset(DatasetVersion)}, of the files that are meant, of which there must be one. */
    public FeatureDraft addDataset(DatasetVersion version, FileFilter filter) {
        return uses(version, "source").add(new DatasetIngest(repository.datasetsOf(version), version, filter));
    }

    /**
     * Adds what SageMaker Feature Store wrote into a group's offline store since the last ingest from that place, in the Glue
     * format: {@code location} is what DescribeFeatureGroup tells as ResolvedOutputS3Uri, in the features' store or a bucket
     * beside it. Rows keep their invocation time, their order and whether they are deleted, so that training says what
     * SageMaker would; a String or Fractional event time becomes a TIMESTAMP, as do features that are defined so, and a String
     * a BOOLEAN. A file is taken when it has been there for fifteen minutes, and once: each ingest takes what came since the
     * one before, also what came late into an old hour. Where a draft has nothing else, and nothing came, {@link #publish()}
     * commits nothing and gives the newest version.
     *
     * @throws IllegalArgumentException at {@link #publish()}: the place is in a zone, or not in the features' store or a
     *     bucket beside it
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-offline.html">The offline store</a>
     */
    public FeatureDraft addSageMakerOffline(String location) {
        return add(new SageMakerIngest(zone, name, location));
    }

    /** As {@link #addSageMakerOffline(String)}, all files below a folder that they were copied into, each time. */
    public FeatureDraft addSageMakerOffline(Path folder) {
        return add(new SageMakerFolderIngest(folder));
    }

    /**
     * Adds a row: Long, Double, String, Boolean and Instant values, or null, by column; for a VECTOR a {@link FeatureVector}, an
     * array or a list of numbers.
     */
    public FeatureDraft add(Map<String, ? extends @Nullable Object> row) {
        Map<String, @Nullable Object> copy = RowsSource.copy(row);
        records.add(told -> copy.forEach((column, value) -> told.set(column, value)));
        return this;
    }

    /** Adds the rows that the iterator gives, as {@link #add(Map)} takes them; see {@link #addAll(Iterator, BiConsumer)}. */
    public FeatureDraft addAll(Iterator<? extends Map<String, ? extends @Nullable Object>> rows) {
        return addAll(rows, (row, told) -> row.forEach((column, value) -> told.set(column, value)));
    }

    /**
     * Adds a row for each thing that the iterator gives: {@code teller} sets its values. The iterator is gone through once,
     * while {@link #publish()} runs and on its thread, and only one row is in memory at a time. What it or the teller throws
     * ends the publish, and nothing is stored.
     */
    public <T> FeatureDraft addAll(Iterator<? extends T> things, BiConsumer<? super T, FeatureRow> teller) {
        return add(new RecordIngest<>(things, teller));
    }

    /** Adds a tombstone: from {@code eventTime} on the thing with these keys has no features, until a later row. */
    public FeatureDraft delete(Map<String, ?> keys, Instant eventTime) {
        Map<String, @Nullable Object> copy = RowsSource.copy(keys);
        records.add(told -> told.delete(copy, eventTime));
        return this;
    }

    /** What was ingested and why, in the publisher's words. */
    public FeatureDraft message(String text) {
        message = text;
        return this;
    }

    /** Records that these rows are made from that version. */
    public FeatureDraft uses(EntityVersion version) {
        return uses(version, "");
    }

    /** Records that these rows are made from that version, used as {@code role}. */
    public FeatureDraft uses(EntityVersion version, String role) {
        inputs.add(new Input(version.ref(), role));
        return this;
    }

    /**
     * Makes the ingest exactly-once for an engine that may repeat it: a second one with the same writer and sequence asks its
     * sources for nothing, stores nothing, and returns the first one's version.
     *
     * @param since the log's head when the writer id was first used, from the engine's checkpoint; 0 where it has none
     */
    public FeatureDraft token(String writer, long sequence, long since) {
        token = Optional.of(new WriterToken(writer, sequence, since));
        return this;
    }

    /**
     * Checks the rows against the group's definition, stores them as Parquet and commits the version: all rows so far, and
     * these.
     *
     * @return the version of this ingest, or of an earlier one with the same token
     * @throws FeatureDataException a row or column does not follow the definition; nothing was stored
     * @throws io.mlplatform.ConflictException another ingest took files from the same place of SageMaker meanwhile, or others
     *     keep changing the group
     * @throws io.mlplatform.NotFoundException the group is not defined
     * @throws EngineMissingException DuckDB is not on the class path
     * @throws io.mlplatform.CommitOutcomeUnknownException the store did not say whether the version was committed
     */
    public FeatureGroupVersion publish() {
        if (published) {
            throw new IllegalStateException("this draft was published before: make a new one for the next ingest");
        }
        flushRecords();
        if (sources.isEmpty()) {
            throw new IllegalStateException("the draft of " + name + " has no rows: add some, then publish");
        }
        Engine.require();
        published = true;
        return new Ingest(repository, zone, name, sources, List.copyOf(inputs), message, token).publish();
    }

    /** One line: the group, and whether the draft was published. */
    @Override
    public String toString() {
        return "ingest into " + name + ", " + (published ? "published" : "not published");
    }

    private FeatureDraft add(IngestSource source) {
        flushRecords();
        sources.add(source);
        return this;
    }

    private void flushRecords() {
        if (!records.isEmpty()) {
            sources.add(new RecordIngest<>(List.copyOf(records).iterator(), Consumer::accept));
            records.clear();
        }
    }
}
