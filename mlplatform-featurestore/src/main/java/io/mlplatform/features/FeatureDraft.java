package io.mlplatform.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.EntityName;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.internal.publish.VersionedZone;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An ingest in the making: rows are read, checked and stored by {@link #publish()}, and none is visible before it returns.
 * Sources have the group's columns, and may bring {@code _created_time} (when the row was made; without it, when it is
 * ingested) and {@code _deleted}. Keys and event time must be there; a feature that a source leaves out is null. Of rows
 * with the same keys and event time the one made later counts, then the one ingested later, then the one further down.
 * For one thread, and one publish.
 */
public final class FeatureDraft {

    private static final int MOST_ATTEMPTS = 20;

    private final FeatureRepository repository;
    private final VersionedZone zone;
    private final EntityName name;
    private final List<Function<FeatureGroup, TableSource>> sources = new ArrayList<>();
    private final List<Function<FeatureGroup, Map<String, @Nullable Object>>> records = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>();
    private String message = "";
    private boolean published;

    FeatureDraft(FeatureRepository repository, VersionedZone zone, EntityName name) {
        this.repository = repository;
        this.zone = zone;
        this.name = name;
    }

    /** Adds the rows of a Parquet file; times without a zone are taken as UTC, lists and arrays of numbers as vectors. */
    public FeatureDraft addParquet(Path file) {
        return add(new ParquetSource(file, "'" + file + "'"));
    }

    /**
     * Adds the rows of a CSV file in UTF-8 with a header; an empty field is null, {@code ""} is the empty text. A
     * vector is a JSON array of numbers in quotes: {@code "[0.5,-1.25]"}.
     */
    public FeatureDraft addCsv(Path file) {
        return add(new CsvSource(file, "'" + file + "'"));
    }

    /**
     * Adds a row: Long, Double, String, Boolean and Instant values, or null, by column; for a VECTOR a {@link FeatureVector}, an
     * array or a list of numbers.
     */
    public FeatureDraft add(Map<String, ? extends @Nullable Object> row) {
        Map<String, @Nullable Object> copy = RowsSource.copy(row);
        records.add(group -> copy);
        return this;
    }

    /** Adds a tombstone: from {@code eventTime} on the thing with these keys has no features, until a later row. */
    public FeatureDraft delete(Map<String, ?> keys, Instant eventTime) {
        Map<String, @Nullable Object> copy = RowsSource.copy(keys);
        records.add(group -> {
            Map<String, @Nullable Object> row = new LinkedHashMap<>(copy);
            row.put(group.eventTime(), eventTime);
            row.put(SystemColumns.DELETED, true);
            return row;
        });
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
     * Checks the rows against the group's definition, stores them as Parquet and commits the version: all rows so far, and
     * these.
     *
     * @throws FeatureDataException a row or column does not follow the definition; nothing was stored
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
        for (int attempt = 1; ; attempt++) {
            try {
                return publishOn(repository.state(name));
            } catch (Overtaken e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** One line: the group, and whether the draft was published. */
    @Override
    public String toString() {
        return "ingest into " + name + ", " + (published ? "published" : "not published");
    }

    // The write time lies in the files, and must be later than that of every ingest before it in the log: an ingest
    // that is overtaken writes them again. It is the store's, since one machine ahead would be ahead for all after it.
    private FeatureGroupVersion publishOn(GroupState before) {
        String ingest = zone.context().ids().ulid();
        Instant writeTime = before.nextWrite(zone.storeTime(name).truncatedTo(ChronoUnit.MILLIS));
        try (WorkFolder work = WorkFolder.create()) {
            Staged staged = stage(before.group(), ingest, writeTime, work.path());
            return repository.version(zone.publish(PublishPlan.of(name, GroupState.KIND)
                    .partitionBy(Optional.of(List.of(SystemColumns.EVENT_DATE)))
                    .files(staged.files())
                    .message(message)
                    .inputs(inputs)
                    .detail(manifest -> Optional.of(staged.detail()))
                    .stateDetail((state, next) -> {
                        if (!GroupState.read(name, state).equals(before)) {
                            throw new Overtaken(name);
                        }
                        return new GroupState(before.group(), Optional.of(writeTime)).into(state);
                    })
                    .build()));
        }
    }

    private Staged stage(FeatureGroup group, String ingest, Instant writeTime, Path work) {
        try (Engine engine = Engine.open(work)) {
            List<TableSource> tables =
                    sources.stream().map(source -> source.apply(group)).toList();
            IngestedRows rows = IngestedRows.load(engine, group, tables);
            return new Staged(rows.write(work.resolve("rows"), ingest, writeTime), detail(group, rows));
        }
    }

    private static JsonNode detail(FeatureGroup group, IngestedRows rows) {
        ObjectNode detail = Json.object();
        detail.set(GroupState.DEFINITION, GroupState.definition(group));
        detail.putObject("ingested")
                .put("rows", rows.count())
                .put("tombstones", rows.tombstones())
                .put("firstEventTime", rows.firstEventTime())
                .put("lastEventTime", rows.lastEventTime());
        return detail;
    }

    private FeatureDraft add(TableSource source) {
        flushRecords();
        sources.add(group -> source);
        return this;
    }

    private void flushRecords() {
        if (!records.isEmpty()) {
            List<Function<FeatureGroup, Map<String, @Nullable Object>>> rows = List.copyOf(records);
            sources.add(group ->
                    new RowsSource(rows.stream().map(row -> row.apply(group)).toList()));
            records.clear();
        }
    }

    /** The Parquet files in the work folder, and what the commit says of them. */
    private record Staged(List<SourceFile> files, JsonNode detail) {}

    /** Another ingest or definition came first. */
    private static final class Overtaken extends ConflictException {
        private static final long serialVersionUID = 1L;

        Overtaken(EntityName name) {
            super("mlp://features/" + name, "others keep changing the group: publish again when it is quieter");
        }
    }
}
