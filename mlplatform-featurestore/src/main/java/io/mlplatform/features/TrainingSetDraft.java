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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A training set in the making. A row of it is a row of the spine, at the same place: all its columns, then for each group
 * joined, in that order, the features and {@code <group>_status}, which is {@code found}, {@code missing}, {@code expired}
 * or {@code deleted}.
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
    private final List<FeatureJoin> joins = new ArrayList<>();
    private Optional<Instant> cutoff = Optional.empty();
    private JoinRule.Book rules = JoinRule::sql;
    private String message = "";
    private boolean published;

    TrainingSetDraft(MlPlatform platform, VersionedZone zone, Spine spine, String timeColumn) {
        this.platform = platform;
        this.zone = zone;
        this.spine = spine;
        this.timeColumn = timeColumn;
    }

    /**
     * Takes features from that version, behind those of the joins before. What follows, up to the next join, is about this
     * one. A group may be joined more than once, by other keys.
     *
     * @param features by name, in the order wanted; all where none is named
     * @throws IllegalArgumentException the group has no such feature
     */
    public TrainingSetDraft join(FeatureGroupVersion version, String... features) {
        joins.add(FeatureJoin.of(version, List.of(features)));
        return this;
    }

    /**
     * Finds a key of the group just joined in another column of the spine than that of its name.
     *
     * @throws IllegalArgumentException the group has no such key
     */
    public TrainingSetDraft key(String key, String spineColumn) {
        return change(join -> join.withKey(key, spineColumn));
    }

    /** Puts a prefix before the columns of the group just joined, such as {@code buyer_}; also before its status. */
    public TrainingSetDraft prefix(String prefix) {
        return change(join -> join.withPrefix(prefix));
    }

    /**
     * Gives a feature of the group just joined another name in the training set, without the prefix.
     *
     * @throws IllegalArgumentException the feature is not among those chosen
     */
    public TrainingSetDraft rename(String feature, String name) {
        return change(join -> join.withName(feature, name));
    }

    /**
     * Looks, in the group just joined, only at rows that were known by the spine's time.
     *
     * @param column of the group that says when a row was known: {@code api_invocation_time}, or a TIMESTAMP feature. A row where it
     *     is null was never known; a tombstone without it was known at its created time.
     * @throws IllegalArgumentException the group has no such column
     */
    public TrainingSetDraft knownAt(String column) {
        return change(join -> join.withKnownAt(column));
    }

    /**
     * Looks, in all groups, only at rows that were known by that time, inclusive: those created by then or, of a group joined
     * with {@link #knownAt}, known by then. So late rows of the pinned versions can be left out, as if today were that day.
     *
     * @param time in whole microseconds
     */
    public TrainingSetDraft cutoff(Instant time) {
        cutoff = Optional.of((Instant) new FeatureColumn("cutoff", FeatureType.TIMESTAMP).value(time));
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
     * @throws IllegalStateException nothing is joined, or two joins give columns of one name
     * @throws FeatureDataException the spine lacks a column, has one that a join gives too, or has a value of another type in
     *     a key or the time
     * @throws EngineMissingException DuckDB is not on the class path
     */
    public TrainingSet write(Path file) {
        if (Files.exists(file)) {
            throw new AlreadyExistsException(file.toString(), "is there already: delete it, or write another file");
        }
        try (WorkFolder work = WorkFolder.create()) {
            TrainingSet result = join(work, joined -> joined.write(work.path().resolve(PATH)));
            Files.move(work.path().resolve(PATH), file);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' could not be written: check the folder and its rights", e);
        }
    }

    /**
     * Joins, and hands over the result row by row, in the spine's order, keeping no file: Long, Double, String, Boolean and
     * Instant values, {@link FeatureVector}s and nulls by column, and what a Parquet spine brings of other types as JDBC has
     * it. Throws what {@link #write} throws, and what the receiver throws.
     */
    public TrainingSet forEach(Consumer<? super Map<String, @Nullable Object>> receiver) {
        try (WorkFolder work = WorkFolder.create()) {
            return join(work, joined -> joined.read(receiver));
        }
    }

    /**
     * Joins, and publishes the result as a version of the dataset of that name, of which it is the whole content. Its inputs are
     * the groups' versions as {@code features} and, where the spine is of a dataset, that version as {@code spine}. Throws what
     * {@link #write} throws.
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
        requireJoins();
        published = true;
        try (WorkFolder work = WorkFolder.create()) {
            Path file = work.path().resolve(PATH);
            TrainingSet result = join(work, joined -> joined.write(file));
            DatasetDraft draft = where.draft(dataset)
                    .replace()
                    .addFile(file, PATH)
                    .message(message.isEmpty() ? result.toString() : message);
            joins.stream().map(FeatureJoin::version).distinct().forEach(version -> draft.uses(version, "features"));
            spine.version().ifPresent(rows -> draft.uses(rows, "spine"));
            return draft.publish();
        }
    }

    /** One line: what is joined to what, and whether the draft was published. */
    @Override
    public String toString() {
        String features =
                joins.stream().map(join -> join.version().ref().toString()).collect(Collectors.joining(", "));
        return "training set of a " + spine + " by " + timeColumn + ", "
                + (features.isEmpty() ? "no features yet" : "features " + features) + ", "
                + (published ? "published" : "not published");
    }

    /** Joins by other rules, so that tests can show that each of them is needed. */
    TrainingSetDraft by(JoinRule.Book others) {
        rules = others;
        return this;
    }

    private TrainingSet join(WorkFolder work, Function<JoinedSpine, TrainingSet> end) {
        requireJoins();
        Map<String, FeatureType> types = new SpineTypes(timeColumn, joins).byColumn();
        try (Engine engine = Engine.open(work.path())) {
            LoadedTable rows =
                    spine.source(new Spine.Place(platform, work.path())).load(engine, "spine", types);
            JoinedSpine joined = new JoinedSpine(engine, rows, timeColumn, types, rules);
            joins.forEach(joined::requireRoomFor);
            FetchedFeatures features = new FetchedFeatures(zone, work.path(), joined.newestTime());
            joins.forEach(join -> joined.join(join, cutoff, features.files(join.version())));
            return end.apply(joined);
        }
    }

    private TrainingSetDraft change(UnaryOperator<FeatureJoin> change) {
        requireJoins();
        joins.set(joins.size() - 1, change.apply(joins.get(joins.size() - 1)));
        return this;
    }

    private void requireJoins() {
        if (joins.isEmpty()) {
            throw new IllegalStateException("no features are named: join a version of a feature group first");
        }
    }
}
