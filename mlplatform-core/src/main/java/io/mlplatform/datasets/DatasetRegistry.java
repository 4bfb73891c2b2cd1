package io.mlplatform.datasets;

import io.mlplatform.AliasName;
import io.mlplatform.Column;
import io.mlplatform.EntityName;
import io.mlplatform.History;
import io.mlplatform.Input;
import io.mlplatform.MlPlatform;
import io.mlplatform.Schema;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionFileChannel;
import io.mlplatform.VersionRef;
import io.mlplatform.collection.RetentionRule;
import io.mlplatform.internal.manifest.Difference;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.publish.ForeignFiles;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.internal.publish.Takeover;
import io.mlplatform.internal.publish.VersionedZone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Formal training, validation and test data, in versions. Every method that takes a reference takes it short, as
 * {@code growth/churn@12}, {@code growth/churn@latest}, {@code growth/churn@2026-11-01T00:00Z}, or in full, as {@code
 * mlp://datasets/growth/churn@12}. Thread-safe.
 */
public final class DatasetRegistry {

    private static final int SHOWN_VERSIONS = 20;

    private final VersionedZone zone;

    /** Made by {@link io.mlplatform.MlPlatform#datasets()}. */
    public DatasetRegistry(VersionedZone zone) {
        this.zone = zone;
    }

    /** Begins a version of the dataset, which need not exist yet. */
    public DatasetDraft draft(String name) {
        return new DatasetDraft(this, zone.scope().name(name));
    }

    /** The version meant; {@link io.mlplatform.NotFoundException} where there is none. */
    public DatasetVersion get(String ref) {
        return get(zone.scope().ref(ref));
    }

    /** The version meant; {@link io.mlplatform.NotFoundException} where there is none. */
    public DatasetVersion get(VersionRef ref) {
        return version(zone.open(ref));
    }

    /** The version meant, or empty. */
    public Optional<DatasetVersion> find(String ref) {
        return find(zone.scope().ref(ref));
    }

    /** The version meant, or empty. */
    public Optional<DatasetVersion> find(VersionRef ref) {
        return zone.find(ref).map(this::version);
    }

    /** The twenty newest versions. */
    public History<DatasetVersion> history(String name) {
        return history(name, SHOWN_VERSIONS);
    }

    /** The newest versions, at most {@code limit}. */
    public History<DatasetVersion> history(String name, int limit) {
        List<DatasetVersion> versions = zone.history(zone.scope().name(name), limit).stream()
                .map(this::version)
                .toList();
        return new History<>(versions, versions.get(0).version());
    }

    /** The names of all datasets, in order. */
    public List<EntityName> list() {
        return zone.entities();
    }

    /** Lets the alias name this version, from now on. */
    public void assign(DatasetVersion version, String alias) {
        zone.assign(version.ref(), AliasName.of(alias));
    }

    /** Takes the alias away; versions stay. */
    public void removeAlias(String name, String alias) {
        zone.removeAlias(zone.scope().name(name), AliasName.of(alias));
    }

    /** The version's files, in order of path. */
    public List<VersionFile> files(DatasetVersion version) {
        return zone.files(version.ref());
    }

    /** Those of the version's files that are meant, in order of path; two GETs, and one for each segment they lie in. */
    public List<VersionFile> files(DatasetVersion version, FileFilter filter) {
        return zone.files(version.ref(), filter.entries());
    }

    /** What changed from {@code before} to {@code after}, which may be of different datasets. */
    public VersionDiff diff(DatasetVersion before, DatasetVersion after) {
        Difference difference = Difference.between(zone.manifest(before.ref()), zone.manifest(after.ref()));
        return new VersionDiff(
                before.ref(),
                after.ref(),
                difference.added().stream().map(FileEntry::toFile).toList(),
                difference.removed().stream().map(FileEntry::toFile).toList(),
                difference.changed().stream()
                        .map(changed -> new VersionDiff.Changed(
                                changed.before().toFile(), changed.after().toFile()))
                        .toList(),
                columnsOnlyIn(after, before),
                columnsOnlyIn(before, after));
    }

    private static List<Column> columnsOnlyIn(DatasetVersion version, DatasetVersion other) {
        Set<Column> known = Set.copyOf(other.columns());
        return version.columns().stream()
                .filter(column -> !known.contains(column))
                .toList();
    }

    /**
     * Fetches all files into {@code folder}, which is made if need be; each is verified before it appears. Files that are
     * there with the right bytes are kept, so a fetch that was cut off goes on.
     *
     * @throws io.mlplatform.AlreadyExistsException another file is in the way: nothing was fetched, or it came
     *     meanwhile, and stays
     * @throws io.mlplatform.DataCorruptException stored bytes are not the published ones
     */
    public void fetch(DatasetVersion version, Path folder) {
        zone.fetch(version.ref(), folder);
    }

    /** As {@link #fetch(DatasetVersion, Path)}, the files that are meant only. */
    public void fetch(DatasetVersion version, FileFilter filter, Path folder) {
        zone.fetch(version.ref(), filter.entries(), folder);
    }

    /**
     * One file as a stream, which the caller closes. Read to its end it is verified: bytes that are not the published ones
     * end in a {@link io.mlplatform.DataCorruptException}.
     */
    public InputStream open(DatasetVersion version, String path) {
        return zone.openFile(version.ref(), path);
    }

    /**
     * One file for reads at any place, in parallel and ahead of the reader, which the caller closes; for Parquet, and for
     * training from large files. What its reads are held to, {@link VersionFileChannel} says.
     */
    public VersionFileChannel openChannel(DatasetVersion version, String path) {
        return zone.openChannel(version.ref(), path);
    }

    /** The header and first rows of a CSV file; no more of it is read, or verified, than that takes. */
    public Preview preview(DatasetVersion version, String path, int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("a preview has 0 or more rows, not " + rows);
        }
        try (InputStream in = open(version, path)) {
            return CsvPreview.read(in, rows);
        } catch (IOException e) {
            throw new StorageUnavailableException(version.ref() + " " + path, "could not be read: call again", e);
        }
    }

    /** Reads every byte, the index and every entry of the logs; what is wrong, a line each, or nothing where all is right. */
    public List<String> verify(DatasetVersion version) {
        return zone.problems(version.ref());
    }

    /**
     * Takes a version of a workspace, or of another dataset, over as a version of {@code name} here, in place of what it
     * held: same files, verified, same digest. Its one input is the promoted version, in the role {@code promoted}, by
     * which all that it came from is reached. Promoting again gives the same version, while it is the latest.
     *
     * @throws io.mlplatform.ConflictException another writer published meanwhile, or the columns are others
     */
    public DatasetVersion promote(DatasetVersion version, String name) {
        EntityName target = zone.scope().name(name);
        return version(Takeover.of(zone, version.ref()).promote(zone, DatasetDraft.replacing(target)));
    }

    /** Copies a version to another platform under the same name; see {@link #copy(DatasetVersion, MlPlatform, String)}. */
    public DatasetVersion copy(DatasetVersion version, MlPlatform platform) {
        return copy(version, platform, zone.scope().shortName(version.ref().entity()));
    }

    /**
     * Copies a version to another platform, such as from development to production, in place of what the dataset held
     * there: same files, verified, same digest. Inputs that are there with the same digest are pinned to that side's
     * numbers, others keep their reference and say where they stayed. Copying again gives the same version, and sends
     * nothing.
     *
     * @param name as the other platform's {@code datasets()} takes it, or its workspace's of the same team
     * @return the version on the other platform
     * @throws io.mlplatform.CommitOutcomeUnknownException its store did not say whether the version was committed: the
     *     <em>other</em> platform resolves that
     */
    public DatasetVersion copy(DatasetVersion version, MlPlatform platform, String name) {
        DatasetRegistry there =
                new DatasetRegistry(PlatformAccess.zone(platform, zone.scope().zone())
                        .within(zone.scope().folder()));
        EntityName target = there.zone.scope().name(name);
        return there.version(Takeover.of(zone, version.ref()).copy(there.zone, DatasetDraft.replacing(target)));
    }

    /**
     * Gives the version up: it stays readable for the grace that the settings say, then collection may delete what no other
     * version needs.
     *
     * @throws io.mlplatform.ConflictException it is the latest, or an alias names it
     */
    public void retire(DatasetVersion version) {
        zone.keeping(version.ref().entity()).retire(version.ref());
    }

    /**
     * Gives up what the rule does not keep; the latest, and what aliases and pins hold, always stay.
     *
     * @return how many versions were retired
     */
    public long retire(String name, RetentionRule rule) {
        return zone.keeping(zone.scope().name(name)).retire(rule);
    }

    /**
     * Empties the dataset by a last version, retires all others, and closes it to new ones; collection frees the space once the
     * grace is over. Broken off, it goes on when it is called again.
     *
     * @throws io.mlplatform.ConflictException aliases or pins hold versions of it; nothing was changed
     */
    public void drop(String name) {
        EntityName entity = zone.scope().name(name);
        zone.keeping(entity).drop(() -> zone.publish(PublishPlan.emptying(entity, DatasetDraft.KIND)));
    }

    /** Holds the version until it is unpinned: a retired one can no longer be pinned, and a pinned one is not collected. */
    public void pin(DatasetVersion version, String holder) {
        zone.keeping(version.ref().entity()).pin(version.ref(), holder);
    }

    /** Takes the holder's pins from the version. */
    public void unpin(DatasetVersion version, String holder) {
        zone.keeping(version.ref().entity()).unpin(version.ref(), holder);
    }

    /** Lets a dropped dataset take versions again; numbering goes on. */
    public void reopen(String name) {
        zone.keeping(zone.scope().name(name)).reopen();
    }

    /** Where the datasets are. */
    @Override
    public String toString() {
        return "datasets in " + zone.scope();
    }

    DatasetVersion publish(PublishPlan plan) {
        OpenedVersion published = zone.publish(plan);
        return version(published, plan.inputs(), zone.schema(published));
    }

    List<SourceFile> foreign(EntityName name, String location, String glob) {
        return ForeignFiles.below(zone, name, location, glob);
    }

    List<SourceFile> references(EntityName name, String location, String glob) {
        return ForeignFiles.inPlace(zone, name, location, glob);
    }

    private DatasetVersion version(OpenedVersion opened) {
        return version(opened, zone.inputs(opened), zone.schema(opened));
    }

    private static DatasetVersion version(OpenedVersion opened, List<Input> inputs, Optional<Schema> schema) {
        return new DatasetVersion(
                opened.ref(),
                opened.version().time(),
                opened.message(),
                opened.root().files(),
                opened.root().bytes(),
                opened.root().partitionBy(),
                schema.map(Schema::columns).orElse(List.of()),
                inputs,
                opened.root().verified());
    }
}
