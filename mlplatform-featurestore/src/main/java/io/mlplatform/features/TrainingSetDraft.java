package io.mlplatform.features;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.publish.VersionedZone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A training set in the making. A row of it is a row of the spine, at the same place: all its columns, then the group's
 * features, then {@code <group>_status}, which is {@code found}, {@code missing}, {@code expired} or {@code deleted}.
 *
 * <p>Found is the group's newest row with the same keys whose event time is not after the spine's time, both to the
 * microsecond. Of several with that event time the one with the latest created time counts, then the one written last. A
 * tombstone is found like any row, and gives nulls; so does a row older than the group's TTL. No row that the pinned version
 * does not hold is looked at. For one thread, and one publish.
 */
public final class TrainingSetDraft {

    private static final String PATH = "part-0.parquet";

    private final MlPlatform platform;
    private final VersionedZone zone;
    private final Spine spine;
    private final String timeColumn;
    private Optional<FeatureGroupVersion> version = Optional.empty();
    private Optional<String> knownAt = Optional.empty();
    private String message = "";
    private boolean published;

    TrainingSetDraft(MlPlatform platform, VersionedZone zone, Spine spine, String timeColumn) {
        this.platform = platform;
        this.zone = zone;
        this.spine = spine;
        this.timeColumn = timeColumn;
    }

    /** Takes the features from that version; one group, for now. */
    public TrainingSetDraft join(FeatureGroupVersion features) {
        if (version.isPresent()) {
            throw new IllegalStateException(
                    "this training set joins " + version.get().ref()
                            + " already, and one group is all it takes: publish it, then join the next group to the result");
        }
        version = Optional.of(features);
        return this;
    }

    /**
     * Looks only at rows that were known by the spine's time.
     *
     * @param column of the group that says when a row was known: {@code api_invocation_time}, or a TIMESTAMP feature. A row where it
     *     is null was never known; a tombstone without it was known at its created time.
     */
    public TrainingSetDraft knownAt(String column) {
        knownAt = Optional.of(column);
        return this;
    }

    /** What the training set is for, in the publisher's words. */
    public TrainingSetDraft message(String text) {
        message = text;
        return this;
    }

    /**
     * Joins, and writes the result to a Parquet file.
     *
     * @throws AlreadyExistsException there is a file
     * @throws FeatureDataException the spine lacks a column, or has a value of another type in a key or the time
     * @throws EngineMissingException DuckDB is not on the class path
     */
    public TrainingSet write(Path file) {
        if (Files.exists(file)) {
            throw new AlreadyExistsException(file.toString(), "is there already: delete it, or write another file");
        }
        try (WorkFolder work = WorkFolder.create()) {
            TrainingSet result = join(work, work.path().resolve(PATH));
            Files.move(work.path().resolve(PATH), file);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' could not be written: check the folder and its rights", e);
        }
    }

    /**
     * Joins, and publishes the result as a version of the dataset of that name, of which it is the whole content. Its inputs are
     * the group's version as {@code features} and, where the spine is of a dataset, that version as {@code spine}.
     *
     * @throws FeatureDataException the spine lacks a column, or has a value of another type in a key or the time
     * @throws EngineMissingException DuckDB is not on the class path
     */
    public DatasetVersion publish(String dataset) {
        return publish(platform.datasets(), dataset);
    }

    /**
     * As {@link #publish(String)}, elsewhere than in the formal datasets: {@code publish(ml.workspace("growth").datasets(),
     * "training")}.
     */
    public DatasetVersion publish(DatasetRegistry where, String dataset) {
        if (published) {
            throw new IllegalStateException("this draft was published before: make a new one for the next version");
        }
        FeatureGroupVersion features = joined();
        published = true;
        try (WorkFolder work = WorkFolder.create()) {
            Path file = work.path().resolve(PATH);
            TrainingSet result = join(work, file);
            DatasetDraft draft = where.draft(dataset)
                    .replace()
                    .addFile(file, PATH)
                    .message(message.isEmpty() ? result.toString() : message)
                    .uses(features, "features");
            spine.version().ifPresent(rows -> draft.uses(rows, "spine"));
            return draft.publish();
        }
    }

    /** One line: what is joined to what, and whether the draft was published. */
    @Override
    public String toString() {
        return "training set of a " + spine + " by " + timeColumn + ", "
                + version.map(features -> "features " + features.ref()).orElse("no features yet") + ", "
                + (published ? "published" : "not published");
    }

    private TrainingSet join(WorkFolder work, Path result) {
        FeatureGroupVersion features = joined();
        try (Engine engine = Engine.open(work.path())) {
            Path offline = work.path().resolve("features");
            zone.fetch(features.ref(), offline);
            LoadedTable rows = spine.source(new Spine.Place(platform, work.path()))
                    .load(engine, "spine", PointInTimeJoin.spineTypes(features.group(), timeColumn));
            return new PointInTimeJoin(engine, features.group(), rows, timeColumn, knownAt).write(offline, result);
        }
    }

    private FeatureGroupVersion joined() {
        return version.orElseThrow(() ->
                new IllegalStateException("no features are named: join a version of a feature group, then write"));
    }
}
