package io.mlplatform.features;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.AliasName;
import io.mlplatform.AlreadyExistsException;
import io.mlplatform.ConflictException;
import io.mlplatform.EntityName;
import io.mlplatform.History;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.Zone;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Features that teams share: groups with a definition, their rows in versions, and training sets joined from them as of the
 * right time. References are short, as {@code growth/activity@3}, or in full, as {@code mlp://features/growth/activity@3}.
 * Thread-safe. Ingesting and joining need {@code org.duckdb:duckdb_jdbc} on the class path; without it they throw
 * {@link EngineMissingException}.
 */
public final class FeatureRepository {

    private static final int SHOWN_VERSIONS = 20;

    private final MlPlatform platform;
    private final VersionedZone zone;

    private FeatureRepository(MlPlatform platform, VersionedZone zone) {
        this.platform = platform;
        this.zone = zone;
    }

    /** The features of this platform, which stays the caller's to close. */
    public static FeatureRepository of(MlPlatform platform) {
        return new FeatureRepository(platform, PlatformAccess.zone(platform, Zone.FEATURES));
    }

    /**
     * Makes the group, or lets the one of that name grow: features may be added behind those it has, its class may rise,
     * owner, descriptions and tags may change, nothing else.
     *
     * @throws ConflictException the group that is there differs in more than that
     * @throws AccessDeniedException the features' zone is no place for data of the group's class
     */
    public FeatureGroup define(FeatureGroup group) {
        Optional<EntityNow> there =
                zone.now(group.name()).filter(now -> now.kind().equals(GroupState.KIND));
        if (there.isPresent()
                && GroupState.read(group.name(), there.get().detail()).group().equals(group)) {
            return group;
        }
        requirePlaceFor(group);
        return there.isEmpty() && created(group) ? group : evolved(group);
    }

    /** The group's definition as it is now. */
    public FeatureGroup group(String name) {
        return state(zone.scope().name(name)).group();
    }

    /** Begins an ingest into the group. */
    public FeatureDraft draft(String name) {
        return new FeatureDraft(this, zone, zone.scope().name(name));
    }

    /**
     * Makes few files of the many small ones that ingests leave in a day: commits a version whose rows are the same to the
     * last column, so that no join changes, and gives it; gives the newest version where there is nothing to do. Ingests may
     * go on meanwhile. Earlier versions stay as they are.
     *
     * @throws NotFoundException the group has no version
     * @throws EngineMissingException DuckDB is not on the class path
     */
    public FeatureGroupVersion compact(String name) {
        Engine.require();
        VersionRef newest = VersionRef.of(Zone.FEATURES, zone.scope().name(name), new VersionSelector.Latest());
        return version(new Compaction(zone, newest, CompactionPlan.USUAL).run());
    }

    /** The version meant; {@link NotFoundException} where there is none. */
    public FeatureGroupVersion get(String ref) {
        return get(zone.scope().ref(ref));
    }

    /** The version meant; {@link NotFoundException} where there is none. */
    public FeatureGroupVersion get(VersionRef ref) {
        return version(zone.open(ref));
    }

    /** The version meant, or empty. */
    public Optional<FeatureGroupVersion> find(String ref) {
        return find(zone.scope().ref(ref));
    }

    /** The version meant, or empty. */
    public Optional<FeatureGroupVersion> find(VersionRef ref) {
        return zone.find(ref).map(this::version);
    }

    /** The twenty newest versions. */
    public History<FeatureGroupVersion> history(String name) {
        return history(name, SHOWN_VERSIONS);
    }

    /** The newest versions, at most {@code limit}. */
    public History<FeatureGroupVersion> history(String name, int limit) {
        List<FeatureGroupVersion> versions = zone.history(zone.scope().name(name), limit).stream()
                .map(this::version)
                .toList();
        return new History<>(versions, versions.get(0).version());
    }

    /** The names of all groups, in order. */
    public List<EntityName> list() {
        return zone.entities();
    }

    /**
     * The groups in which each of the words, which white space divides, occurs: in a name, description, owner, tag, class or
     * type. One LIST a thousand groups, and one LIST and one GET a group.
     */
    public FeatureHits search(String text) {
        return search(FeatureQuery.text(text));
    }

    /**
     * The groups that the query is about. One LIST a thousand groups, and one LIST and one GET a group. What this caller may
     * not read is named in the answer.
     */
    public FeatureHits search(FeatureQuery query) {
        return new GroupSearch(zone, query).run();
    }

    /** Lets the alias name this version, from now on. */
    public void assign(FeatureGroupVersion version, String alias) {
        zone.assign(version.ref(), AliasName.of(alias));
    }

    /** Takes the alias away; versions stay. */
    public void removeAlias(String name, String alias) {
        zone.removeAlias(zone.scope().name(name), AliasName.of(alias));
    }

    /** The version's Parquet files, in order of path. */
    public List<VersionFile> files(FeatureGroupVersion version) {
        return zone.files(version.ref());
    }

    /** Fetches the version's Parquet files into {@code folder}, each verified before it appears. */
    public void fetch(FeatureGroupVersion version, Path folder) {
        zone.fetch(version.ref(), folder);
    }

    /** Reads every byte; what is wrong, a line a file, or nothing where all is as published. */
    public List<String> verify(FeatureGroupVersion version) {
        return zone.problems(version.ref());
    }

    /**
     * Gives the newest row of each thing whose event time is in the window, tombstones among them, in the order of the keys.
     * A row from outside the window is not looked at, also where it is newer.
     *
     * @param from inclusive
     * @param to exclusive
     * @throws EngineMissingException DuckDB is not on the class path
     */
    public void latest(FeatureGroupVersion version, Instant from, Instant to, Consumer<OfflineRow> receiver) {
        new LatestRows(zone, version).read(from, to, receiver);
    }

    /**
     * What the version's values look like. Who may write to the group stores the answer with the version, so that it is worked
     * out once; then it takes one GET, and no DuckDB.
     *
     * @throws EngineMissingException it is not stored yet, and DuckDB is not on the class path
     */
    public FeatureStatistics statistics(FeatureGroupVersion version) {
        return new VersionStatistics(zone, version).get();
    }

    /**
     * The version as an HTML page with its {@link #statistics}; {@link FeaturePage#with} adds drift.
     *
     * @throws EngineMissingException its statistics are not stored yet, and DuckDB is not on the class path
     */
    public FeaturePage page(FeatureGroupVersion version) {
        return FeaturePage.of(version, statistics(version));
    }

    /**
     * How the features of the later version differ from those of the earlier, each in all its rows that count, by the customary
     * thresholds.
     *
     * @throws EngineMissingException DuckDB is not on the class path
     */
    public DriftReport drift(FeatureGroupVersion baseline, FeatureGroupVersion current) {
        return drift(
                current.group(), FeatureSample.of(baseline), FeatureSample.of(current), DriftThresholds.customary());
    }

    /**
     * How the group's features differ between two samples, such as what a model was trained on and what it is served.
     *
     * @throws FeatureDataException a sample has a value of another type in one of the group's features
     * @throws IllegalArgumentException a sample has no rows
     * @throws EngineMissingException DuckDB is not on the class path
     */
    public DriftReport drift(
            FeatureGroup group, FeatureSample baseline, FeatureSample current, DriftThresholds thresholds) {
        return new SampleComparison(platform, zone, group).of(baseline, current, thresholds);
    }

    /**
     * Begins a training set: the spine's rows, in their order, each with the features as they were at its time.
     *
     * @param timeColumn of the spine, with the time to look from
     */
    public TrainingSetDraft trainingSet(Spine spine, String timeColumn) {
        return new TrainingSetDraft(platform, zone, spine, timeColumn);
    }

    /** Where the features are. */
    @Override
    public String toString() {
        return "features in " + zone.scope();
    }

    GroupState state(EntityName name) {
        return zone.now(name)
                .filter(now -> now.kind().equals(GroupState.KIND))
                .map(now -> GroupState.read(name, now.detail()))
                .orElseThrow(() -> new NotFoundException(
                        "mlp://features/" + name, "no such feature group: define it first, or see list()"));
    }

    FeatureGroupVersion version(OpenedVersion opened) {
        StoredJson detail = StoredJson.of(zone.detail(opened), opened.ref().toString());
        return new FeatureGroupVersion(
                opened.ref(),
                opened.version().time(),
                opened.message(),
                opened.root().files(),
                opened.root().bytes(),
                GroupState.definition(opened.ref().entity(), detail.object(GroupState.DEFINITION)),
                detail.object("ingested").number("rows"),
                RowTies.of(detail.object("ingested").text("ties", "")),
                zone.inputs(opened));
    }

    /** The datasets of the zone that the version is of: the formal ones, or those of workspaces. */
    DatasetRegistry datasetsOf(DatasetVersion version) {
        return new DatasetRegistry(PlatformAccess.zone(platform, version.ref().zone()));
    }

    private void requirePlaceFor(FeatureGroup group) {
        Classification here = zone.settings().classification();
        if (!here.holds(group.classification())) {
            throw new AccessDeniedException(
                    "mlp://features",
                    "is a place for " + here + " data at most, and " + group.name() + " is " + group.classification()
                            + ": have the layout changed by those who may, or leave out what makes it so");
        }
    }

    private boolean created(FeatureGroup group) {
        try {
            zone.create(group.name(), GroupState.KIND, GroupState.of(group).into(Json.object()));
            return true;
        } catch (AlreadyExistsException anotherWasFirst) {
            return false;
        }
    }

    private FeatureGroup evolved(FeatureGroup group) {
        var said = Json.object();
        said.set(GroupState.DEFINITION, GroupState.definition(group));
        zone.annotate(group.name(), GroupState.KIND, said, (before, next) -> {
            GroupState stored = GroupState.read(group.name(), before);
            if (!stored.group().evolvesTo(group)) {
                throw new ConflictException(
                        "mlp://features/" + group.name(),
                        "is " + stored.group() + " with " + stored.group().features()
                                + ": a group only grows by features behind those it has, and its class, "
                                + stored.group().classification() + ", only rises; define another group instead");
            }
            return stored.evolved(group).into(before);
        });
        return group;
    }
}
